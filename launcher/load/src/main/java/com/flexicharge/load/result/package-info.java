/** What was measured, as a file and for people. */
@NullMarked
package com.flexicharge.load.result;

import org.jspecify.annotations.NullMarked;
