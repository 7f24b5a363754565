/** The description of the API against the API itself. */
@NullMarked
package com.flexicharge.launcher.docs;

import org.jspecify.annotations.NullMarked;
