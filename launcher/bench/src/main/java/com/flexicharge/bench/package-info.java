/** What single pieces cost, without sockets and without load. */
@NullMarked
package com.flexicharge.bench;

import org.jspecify.annotations.NullMarked;
