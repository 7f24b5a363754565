/** Paying by card: what the provider holds for us, and how it becomes money. */
@NullMarked
package com.flexicharge.transaction.payment;

import org.jspecify.annotations.NullMarked;
