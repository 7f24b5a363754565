package com.flexicharge.charger;

import com.flexicharge.shared.config.HistoryConfig;
import com.flexicharge.shared.db.HistoryRepository;
import io.vertx.core.Future;
import java.time.Clock;

/**
 * Forgets what chargers reported and did too long ago to be asked for. What holds now stays however old it is: a connector's latest
 * status, reservations that are open, and of each charger the latest job of each kind, which it may still report of.
 */
final class HistoryService {
    private static final String LONG_RECEIVED = "received_at < $1";

    /** Its events go first. */
    private static final String OLD_JOB = """
            updated_at < $1
            and exists (select from charger.jobs newer where newer.connector_id = jobs.connector_id
                and newer.kind = jobs.kind and newer.job_id > jobs.job_id)
            and not exists (select from charger.job_events e where e.job_id = jobs.job_id)""";

    private static final String OLD_RESERVATION =
            "updated_at < $1 and status in ('rejected', 'used', 'cancelled', 'expired')";

    private final HistoryRepository rows;
    private final HistoryConfig config;
    private final Clock clock;

    HistoryService(HistoryRepository rows, HistoryConfig config, Clock clock) {
        this.rows = rows;
        this.config = config;
        this.clock = clock;
    }

    Future<Void> forget() {
        var oldest = config.oldest(clock);
        return rows.forgetPartitions("charger.status_history", "charger.drop_status_month_before", oldest)
                .compose(dropped -> rows.forget("charger.status_history_rest", LONG_RECEIVED, oldest))
                .compose(forgotten -> rows.forget("charger.security_events", LONG_RECEIVED, oldest))
                .compose(forgotten -> rows.forget("charger.job_events", LONG_RECEIVED, oldest))
                .compose(forgotten -> rows.forget("charger.jobs", OLD_JOB, oldest))
                .compose(forgotten -> rows.forget("charger.reservations", OLD_RESERVATION, oldest));
    }
}
