@NullMarked
package com.flexicharge.ocpp.frame;

import org.jspecify.annotations.NullMarked;
