/** HTTP as operators use it: routes, and how what they show is written. */
@NullMarked
package com.flexicharge.ocpp.http;

import org.jspecify.annotations.NullMarked;
