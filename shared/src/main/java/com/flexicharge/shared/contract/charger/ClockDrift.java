package com.flexicharge.shared.contract.charger;

import java.time.Duration;
import java.time.Instant;

/**
 * How far a charger's clock is from ours.
 *
 * @param driftMillis by how much it is behind ours; negative: ahead
 * @param measuredAt  our time
 */
public record ClockDrift(long driftMillis, Instant measuredAt) {
    /** A clock that is further off is wrong: set to another time zone, or never set. Less is what networks and crystals make of it. */
    public static final Duration MOST_OF_A_RIGHT_CLOCK = Duration.ofMinutes(5);

    public static boolean isWrong(long driftMillis) {
        return Math.abs(driftMillis) > MOST_OF_A_RIGHT_CLOCK.toMillis();
    }
}
