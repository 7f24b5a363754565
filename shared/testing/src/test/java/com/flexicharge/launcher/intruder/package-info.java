/** Classes that break, or just keep, one architecture rule each. */
@NullMarked
package com.flexicharge.launcher.intruder;

import org.jspecify.annotations.NullMarked;
