@NullMarked
package com.flexicharge.load.result;

import org.jspecify.annotations.NullMarked;
