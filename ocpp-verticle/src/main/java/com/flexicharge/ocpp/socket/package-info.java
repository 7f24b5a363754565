@NullMarked
package com.flexicharge.ocpp.socket;

import org.jspecify.annotations.NullMarked;
