/** The description of the HTTP API: one document put together from the modules' parts, and the pages people read it on. */
@NullMarked
package com.flexicharge.launcher.docs;

import org.jspecify.annotations.NullMarked;
