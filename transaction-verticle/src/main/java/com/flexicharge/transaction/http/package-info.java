@NullMarked
package com.flexicharge.transaction.http;

import org.jspecify.annotations.NullMarked;
