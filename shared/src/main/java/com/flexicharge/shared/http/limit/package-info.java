@NullMarked
package com.flexicharge.shared.http.limit;

import org.jspecify.annotations.NullMarked;
