@NullMarked
package com.flexicharge.launcher.console;

import org.jspecify.annotations.NullMarked;
