@NullMarked
package com.flexicharge.launcher.demo;

import org.jspecify.annotations.NullMarked;
