@NullMarked
package com.flexicharge.bench;

import org.jspecify.annotations.NullMarked;
