package com.flexicharge.transaction;

import com.flexicharge.shared.config.HistoryConfig;
import com.flexicharge.shared.db.HistoryRepository;
import io.vertx.core.Future;
import java.time.Clock;

/**
 * Forgets what was put aside and was resolved long ago. What is not resolved stays, as do sessions, their trail, payments and
 * invoices.
 */
final class AsideHistory {
    private final HistoryRepository rows;
    private final HistoryConfig config;
    private final Clock clock;

    AsideHistory(HistoryRepository rows, HistoryConfig config, Clock clock) {
        this.rows = rows;
        this.config = config;
        this.clock = clock;
    }

    Future<Void> forget() {
        return rows.forget("transaction.unmatched", "resolved_at < $1", config.oldest(clock));
    }
}
