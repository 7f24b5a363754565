/** The pages of operators and drivers: plain ES modules, served as they are. */
@NullMarked
package com.flexicharge.launcher.console;

import org.jspecify.annotations.NullMarked;
