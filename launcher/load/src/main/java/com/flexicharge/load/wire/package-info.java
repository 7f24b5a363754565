/** A client that costs little, so that what is measured is the server. */
@NullMarked
package com.flexicharge.load.wire;

import org.jspecify.annotations.NullMarked;
