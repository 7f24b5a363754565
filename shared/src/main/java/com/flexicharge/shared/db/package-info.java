@NullMarked
package com.flexicharge.shared.db;

import org.jspecify.annotations.NullMarked;
