/** Charging profiles: those that operators keep, and which of them chargers were given. */
@NullMarked
package com.flexicharge.charger.profile;

import org.jspecify.annotations.NullMarked;
