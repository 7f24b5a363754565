package com.flexicharge.livemetrics;

import java.time.Instant;
import java.util.Optional;

/**
 * Which readings are due for storing: the first, and each whose time lies the interval or more after that of the last stored one.
 * Where the charger's clock cannot be used, or does not advance, receipt times are compared instead: a stopped clock still
 * stores every interval, and a straggler does not store early.
 *
 * @param intervalMillis 0: every reading is due
 */
record IntervalRule(long intervalMillis) {
    /**
     * @param highestSeen the latest usable time of the readings before this one, stored or not
     * @param lastStored  the anchor; empty: nothing was stored yet
     */
    boolean isDue(ReadingTime reading, Optional<Instant> highestSeen, Optional<ReadingTime> lastStored) {
        return lastStored
                .map(anchor -> elapsedMillis(reading, highestSeen, anchor) >= intervalMillis)
                .orElse(true);
    }

    private static long elapsedMillis(ReadingTime reading, Optional<Instant> highestSeen, ReadingTime anchor) {
        if (reading.advances(highestSeen) && anchor.takenAt().isPresent()) {
            return millisBetween(
                    anchor.takenAt().orElseThrow(), reading.takenAt().orElseThrow());
        }
        return Math.max(0, millisBetween(anchor.receivedAt(), reading.receivedAt()));
    }

    /** Between whole milliseconds, which is what the contract's times are cut to. */
    private static long millisBetween(Instant from, Instant to) {
        return to.toEpochMilli() - from.toEpochMilli();
    }
}
