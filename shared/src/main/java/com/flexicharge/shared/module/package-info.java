@NullMarked
package com.flexicharge.shared.module;

import org.jspecify.annotations.NullMarked;
