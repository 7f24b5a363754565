/** Certificates of chargers: signing their requests, and knowing what they have. */
@NullMarked
package com.flexicharge.charger.certificate;

import org.jspecify.annotations.NullMarked;
