/** Users who listen to their sessions. */
@NullMarked
package com.flexicharge.livemetrics.user;

import org.jspecify.annotations.NullMarked;
