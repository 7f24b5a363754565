/** The running server against clients that mean it no good, or do not know what they do. Bytes in, bytes out. */
@NullMarked
package com.flexicharge.launcher.abuse;

import org.jspecify.annotations.NullMarked;
