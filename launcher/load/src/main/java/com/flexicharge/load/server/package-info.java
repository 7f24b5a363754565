/** The server under load: how it is reached, started, and what it uses of the machine. */
@NullMarked
package com.flexicharge.load.server;

import org.jspecify.annotations.NullMarked;
