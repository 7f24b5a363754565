/** The routes of accounts. */
@NullMarked
package com.flexicharge.account.http;

import org.jspecify.annotations.NullMarked;
