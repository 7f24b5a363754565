@NullMarked
package com.flexicharge.testing;

import org.jspecify.annotations.NullMarked;
