/** The tokens people carry, and the keys that sign them. */
@NullMarked
package com.flexicharge.account.token;

import org.jspecify.annotations.NullMarked;
