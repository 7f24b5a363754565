package com.flexicharge.livemetrics;

import com.flexicharge.shared.db.HistoryRepository;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;

/** Forgets readings, where that is wanted at all. What a session came to is kept: its energy is not counted from readings. */
final class OldReadings {
    private final HistoryRepository rows;
    private final int days;
    private final Clock clock;

    /** @param days 0: readings are kept for good */
    OldReadings(HistoryRepository rows, int days, Clock clock) {
        this.rows = rows;
        this.days = days;
        this.clock = clock;
    }

    Future<Void> forget() {
        if (days == 0) {
            return Future.succeededFuture();
        }
        var oldest = clock.instant().minus(Duration.ofDays(days));
        return rows.forgetPartitions("livemetrics.readings", "livemetrics.empty_readings_before", oldest)
                .compose(emptied -> rows.forgetPartitions(
                        "livemetrics.connector_readings", "livemetrics.empty_connector_readings_before", oldest));
    }
}
