/** The messages of OCPP 1.6 and its security extension, one file per action. */
@NullMarked
package com.flexicharge.ocpp.message;

import org.jspecify.annotations.NullMarked;
