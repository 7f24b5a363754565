@NullMarked
package com.flexicharge.fleet;

import org.jspecify.annotations.NullMarked;
