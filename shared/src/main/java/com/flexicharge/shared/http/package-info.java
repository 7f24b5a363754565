@NullMarked
package com.flexicharge.shared.http;

import org.jspecify.annotations.NullMarked;
