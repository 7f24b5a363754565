@NullMarked
package com.flexicharge.launcher;

import org.jspecify.annotations.NullMarked;
