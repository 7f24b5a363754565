/** Accounts: signing up and in, passwords, profiles. */
@NullMarked
package com.flexicharge.account.user;

import org.jspecify.annotations.NullMarked;
