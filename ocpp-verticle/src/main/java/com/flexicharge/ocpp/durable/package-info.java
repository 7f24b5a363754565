/**
 * Commands as rows that outlive a socket and a process: made, sent one at a time, ended, and followed until what they should have
 * caused has happened.
 */
@NullMarked
package com.flexicharge.ocpp.durable;

import org.jspecify.annotations.NullMarked;
