@NullMarked
package com.flexicharge.transaction;

import org.jspecify.annotations.NullMarked;
