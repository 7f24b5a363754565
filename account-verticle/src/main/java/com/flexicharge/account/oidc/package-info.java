/** Accounts that an external issuer keeps. */
@NullMarked
package com.flexicharge.account.oidc;

import org.jspecify.annotations.NullMarked;
