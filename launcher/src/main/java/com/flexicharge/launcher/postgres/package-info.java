/** The PostgreSQL on this machine: used where one listens, else unpacked, started and stopped with this process. */
@NullMarked
package com.flexicharge.launcher.postgres;

import org.jspecify.annotations.NullMarked;
