@NullMarked
package com.flexicharge.shared.config;

import org.jspecify.annotations.NullMarked;
