/** What people owe for a month. */
@NullMarked
package com.flexicharge.transaction.invoice;

import org.jspecify.annotations.NullMarked;
