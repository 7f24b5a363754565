/** What account-verticle answers: accounts, their administration, and the keys that tell whose a token is. */
@NullMarked
package com.flexicharge.shared.contract.account;

import org.jspecify.annotations.NullMarked;
