/** How often somebody may guess. */
@NullMarked
package com.flexicharge.account.attempt;

import org.jspecify.annotations.NullMarked;
