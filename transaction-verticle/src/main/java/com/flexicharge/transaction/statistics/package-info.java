/** Sums of what was charged, by day. */
@NullMarked
package com.flexicharge.transaction.statistics;

import org.jspecify.annotations.NullMarked;
