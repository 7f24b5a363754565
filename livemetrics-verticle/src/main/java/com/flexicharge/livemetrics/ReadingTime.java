package com.flexicharge.livemetrics;

import com.flexicharge.shared.contract.livemetrics.MeterReading;
import java.time.Instant;
import java.util.Optional;

/**
 * When a reading was taken by the charger's clock, and when it got here by ours.
 *
 * @param takenAt empty when the charger told no time, or one that no clock in order shows
 */
record ReadingTime(Optional<Instant> takenAt, Instant receivedAt) {
    private static final Instant FIRST_USABLE = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant END_OF_USABLE = Instant.parse("2100-01-01T00:00:00Z");

    static ReadingTime of(MeterReading reading, Instant receivedAt) {
        return new ReadingTime(Optional.ofNullable(reading.takenAt()).filter(ReadingTime::isUsable), receivedAt);
    }

    /** Whether the clock has moved on since the latest time it showed in this session. */
    boolean advances(Optional<Instant> highestSeen) {
        return takenAt.filter(taken -> highestSeen.map(taken::isAfter).orElse(true))
                .isPresent();
    }

    /** Whether an older reading than the latest one seen arrives late, as far as the clock can be believed. */
    boolean isBehind(Optional<Instant> highestSeen) {
        return takenAt.filter(taken -> highestSeen.map(taken::isBefore).orElse(false))
                .isPresent();
    }

    private static boolean isUsable(Instant taken) {
        return !taken.isBefore(FIRST_USABLE) && taken.isBefore(END_OF_USABLE);
    }
}
