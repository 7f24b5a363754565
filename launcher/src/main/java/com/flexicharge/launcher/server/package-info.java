@NullMarked
package com.flexicharge.launcher.server;

import org.jspecify.annotations.NullMarked;
