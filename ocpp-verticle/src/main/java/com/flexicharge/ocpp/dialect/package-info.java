@NullMarked
package com.flexicharge.ocpp.dialect;

import org.jspecify.annotations.NullMarked;
