/** The codes that prove whose an e-mail address is. */
@NullMarked
package com.flexicharge.account.code;

import org.jspecify.annotations.NullMarked;
