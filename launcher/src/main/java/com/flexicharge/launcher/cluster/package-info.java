/** The other processes: how they are found, that they are there, and what is done when one is lost. */
@NullMarked
package com.flexicharge.launcher.cluster;

import org.jspecify.annotations.NullMarked;
