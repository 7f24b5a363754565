@NullMarked
package com.flexicharge.load;

import org.jspecify.annotations.NullMarked;
