package com.flexicharge.livemetrics;

import com.flexicharge.shared.contract.livemetrics.MeterReading;
import java.time.Duration;
import java.time.Instant;

/** A reading without a session, to be stored. */
record ConnectorWrite(Place place, MeterReading reading, ReadingTime time, ReadingKey key) {
    private static final Duration AHEAD = Duration.ofDays(1);

    /** Its own time where that has a partition: then a repeated one is filed beside the first and found there. */
    Instant filedAt() {
        var received = time.receivedAt();
        var oldest = received.minus(Duration.ofDays(Partitions.DAYS_BEHIND));
        return time.takenAt()
                .filter(taken -> taken.isAfter(oldest) && taken.isBefore(received.plus(AHEAD)))
                .orElse(received);
    }
}
