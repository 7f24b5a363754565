/** What operators may ask of chargers: one class an action that is more than passing a payload on. */
@NullMarked
package com.flexicharge.ocpp.operation;

import org.jspecify.annotations.NullMarked;
