@NullMarked
package com.flexicharge.ocpp.handler;

import org.jspecify.annotations.NullMarked;
