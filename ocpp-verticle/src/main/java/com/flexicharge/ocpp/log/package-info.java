/** What was said on the sockets, and when there were any, as operators look it up afterwards. */
@NullMarked
package com.flexicharge.ocpp.log;

import org.jspecify.annotations.NullMarked;
