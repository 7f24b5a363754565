/** A fleet of simulated chargers in the process itself, for those who want to see it live before they have any. */
@NullMarked
package com.flexicharge.launcher.demo;

import org.jspecify.annotations.NullMarked;
