package com.flexicharge.ocpp.durable;

import com.flexicharge.shared.config.HistoryConfig;
import com.flexicharge.shared.db.HistoryRepository;
import io.vertx.core.Future;
import java.time.Clock;

/** Forgets commands that were made too long ago, are over, and have nothing to come of them any more. */
final class CommandHistory {
    /** Served by the index of times; those that are not over have a deadline of their own, so they are few there. */
    private static final String OLD = """
            created_at < $1 and state not in ('queued', 'sent') and not effects_due
            and outcome is distinct from 'pending'""";

    private final HistoryRepository rows;
    private final HistoryConfig config;
    private final Clock clock;

    CommandHistory(HistoryRepository rows, HistoryConfig config, Clock clock) {
        this.rows = rows;
        this.config = config;
        this.clock = clock;
    }

    Future<Void> forget() {
        return rows.forget("ocpp.commands", OLD, config.oldest(clock));
    }
}
