/** Files of pages, as they are served. */
@NullMarked
package com.flexicharge.launcher.page;

import org.jspecify.annotations.NullMarked;
