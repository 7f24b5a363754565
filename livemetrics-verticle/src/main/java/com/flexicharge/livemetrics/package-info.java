@NullMarked
package com.flexicharge.livemetrics;

import org.jspecify.annotations.NullMarked;
