@NullMarked
package com.flexicharge.ocpp.message;

import org.jspecify.annotations.NullMarked;
