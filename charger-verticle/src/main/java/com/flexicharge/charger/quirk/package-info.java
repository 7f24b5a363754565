/** Which deviations from OCPP a charger is allowed, by itself or by its make, and how often it used them. */
@NullMarked
package com.flexicharge.charger.quirk;

import org.jspecify.annotations.NullMarked;
