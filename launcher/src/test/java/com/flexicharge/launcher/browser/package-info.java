/** The console in a real browser: the tests themselves are JavaScript, in {@code src/test/browser}. */
@NullMarked
package com.flexicharge.launcher.browser;

import org.jspecify.annotations.NullMarked;
