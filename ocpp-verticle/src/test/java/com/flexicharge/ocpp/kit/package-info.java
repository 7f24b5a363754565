@NullMarked
package com.flexicharge.ocpp.kit;

import org.jspecify.annotations.NullMarked;
