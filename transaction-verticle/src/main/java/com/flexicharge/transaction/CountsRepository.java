package com.flexicharge.transaction;

import com.flexicharge.shared.db.Database;
import io.vertx.core.Future;

/** How much is open at the moment, for those who watch the service. */
final class CountsRepository {
    /** Both tables by indexes that hold open rows alone: transactions_running and unmatched_unresolved. */
    private static final String COUNT = """
            select running.open, running.suspect, aside.unmatched
            from (select count(*) as open, count(*) filter (where suspect) as suspect
                  from transaction.transactions where state in ('active', 'stopping') and transaction_id > 0) running,
                 (select count(*) as unmatched from transaction.unmatched where resolved_at is null) aside""";

    private final Database database;

    CountsRepository(Database database) {
        this.database = database;
    }

    /**
     * @param open      sessions that run
     * @param suspect   of these, those that are probably over
     * @param unmatched messages put aside that no operator has resolved
     */
    record Counts(long open, long suspect, long unmatched) {}

    Future<Counts> count() {
        return database.query(client -> client.query(COUNT).execute()).map(rows -> {
            var row = rows.iterator().next();
            return new Counts(row.getLong("open"), row.getLong("suspect"), row.getLong("unmatched"));
        });
    }
}
