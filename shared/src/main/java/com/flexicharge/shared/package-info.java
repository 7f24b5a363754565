@NullMarked
package com.flexicharge.shared;

import org.jspecify.annotations.NullMarked;
