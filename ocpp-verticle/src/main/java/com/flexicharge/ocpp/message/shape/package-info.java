@NullMarked
package com.flexicharge.ocpp.message.shape;

import org.jspecify.annotations.NullMarked;
