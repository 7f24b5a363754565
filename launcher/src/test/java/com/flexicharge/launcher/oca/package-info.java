/** The certification cases of the Open Charge Alliance for a central system, each with its charge point played frame by frame. */
@NullMarked
package com.flexicharge.launcher.oca;

import org.jspecify.annotations.NullMarked;
