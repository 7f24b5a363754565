/** The frames of OCPP-J, whatever they carry: text in, text out. */
@NullMarked
package com.flexicharge.ocpp.frame;

import org.jspecify.annotations.NullMarked;
