/** Classes that break, or just keep, one architecture rule each. */
@NullMarked
package com.flexicharge.charger.intruder;

import org.jspecify.annotations.NullMarked;
