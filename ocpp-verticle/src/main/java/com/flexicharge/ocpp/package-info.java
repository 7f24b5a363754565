@NullMarked
package com.flexicharge.ocpp;

import org.jspecify.annotations.NullMarked;
