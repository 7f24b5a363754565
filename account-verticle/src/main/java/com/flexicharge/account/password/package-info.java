/** Passwords: what they must be like, and how they are kept. */
@NullMarked
package com.flexicharge.account.password;

import org.jspecify.annotations.NullMarked;
