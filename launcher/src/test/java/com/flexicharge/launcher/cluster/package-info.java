/** Several processes behind one front door, killed, frozen, parted and restarted while chargers charge. */
@NullMarked
package com.flexicharge.launcher.cluster;

import org.jspecify.annotations.NullMarked;
