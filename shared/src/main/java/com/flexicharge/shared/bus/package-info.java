@NullMarked
package com.flexicharge.shared.bus;

import org.jspecify.annotations.NullMarked;
