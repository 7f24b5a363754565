/** How far chargers' clocks are from ours. */
@NullMarked
package com.flexicharge.charger.clock;

import org.jspecify.annotations.NullMarked;
