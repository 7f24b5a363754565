/** Letters to people. */
@NullMarked
package com.flexicharge.account.mail;

import org.jspecify.annotations.NullMarked;
