/**
 * Simulated chargers over real sockets. They know OCPP and nothing of this server's code, so that what they find wrong is wrong on the
 * wire or in the database.
 */
@NullMarked
package com.flexicharge.fleet;

import org.jspecify.annotations.NullMarked;
