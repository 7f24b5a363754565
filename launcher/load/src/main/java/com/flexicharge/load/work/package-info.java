/** What is done to the server, and what it was told. */
@NullMarked
package com.flexicharge.load.work;

import org.jspecify.annotations.NullMarked;
