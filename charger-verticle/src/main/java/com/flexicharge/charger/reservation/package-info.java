/** Reservations as operators make them and everybody sees them, beside the holds that users' sessions begin with. */
@NullMarked
package com.flexicharge.charger.reservation;

import org.jspecify.annotations.NullMarked;
