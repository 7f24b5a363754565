@NullMarked
package com.flexicharge.ocpp.command;

import org.jspecify.annotations.NullMarked;
