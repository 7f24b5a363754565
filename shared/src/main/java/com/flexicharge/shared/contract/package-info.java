@NullMarked
package com.flexicharge.shared.contract;

import org.jspecify.annotations.NullMarked;
