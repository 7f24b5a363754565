/** OCPP 1.6 as others published it: the measure our messages are held against. */
@NullMarked
package com.flexicharge.testing.ocpp;

import org.jspecify.annotations.NullMarked;
