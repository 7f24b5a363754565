/** What stands before the ports: how many connections there may be, and how long one may say nothing. */
@NullMarked
package com.flexicharge.launcher.door;

import org.jspecify.annotations.NullMarked;
