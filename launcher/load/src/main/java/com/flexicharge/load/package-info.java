/** The command line: which work, on what, for how long. */
@NullMarked
package com.flexicharge.load;

import org.jspecify.annotations.NullMarked;
