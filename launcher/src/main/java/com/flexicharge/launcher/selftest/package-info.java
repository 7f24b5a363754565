@NullMarked
package com.flexicharge.launcher.selftest;

import org.jspecify.annotations.NullMarked;
