/** People: their accounts, their tokens, and who administers them. */
@NullMarked
package com.flexicharge.account;

import org.jspecify.annotations.NullMarked;
