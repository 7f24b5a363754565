package com.flexicharge.shared.db;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlResult;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes what is too old out of the tables of a module, a little at a time, so that nobody who writes waits for it. Any number of
 * processes may do it at once. What went is counted as {@code flexicharge.history.pruned}, and each turn that found something says so.
 */
public final class HistoryRepository {
    /** A few milliseconds, and some 200 KB of log. */
    private static final int BATCH = 1_000;

    /** Of an hourly turn: 2.4 million rows a day of each table, four times what 100,000 chargers write to the largest. */
    private static final int BATCHES_A_TURN = 100;

    /** A row that somebody is writing is not old, or goes the next time. */
    private static final String FORGET = """
            delete from %1$s where ctid = any(array(
                select ctid from %1$s where %2$s limit %3$d for update skip locked))""";

    private static final Logger LOG = LoggerFactory.getLogger(HistoryRepository.class);

    private final Database database;
    private final MeterRegistry meters;

    public HistoryRepository(Database database, MeterRegistry meters) {
        this.database = database;
        this.meters = meters;
    }

    /**
     * Deletes rows.
     *
     * @param table with its schema
     * @param old   the condition for a row to go, which an index should serve; $1 is the time
     */
    public Future<Void> forget(String table, String old, Instant before) {
        var sql = FORGET.formatted(table, old, BATCH);
        return repeat(
                table,
                "rows",
                BATCH,
                () -> database.query(client -> client.preparedQuery(sql)
                        .execute(Tuple.of(Times.at(before)))
                        .map(SqlResult::rowCount)));
    }

    /**
     * Empties or drops partitions, one a transaction.
     *
     * @param function of the database: takes the time; answers how many partitions it has dealt with, at most one; 0 also where
     *     another process is at it or the table is too busy just now
     */
    public Future<Void> forgetPartitions(String table, String function, Instant before) {
        var sql = "select " + function + "($1)";
        return repeat(
                table,
                "partitions",
                1,
                () -> database.query(client -> client.preparedQuery(sql)
                        .execute(Tuple.of(Times.at(before)))
                        .map(rows -> rows.iterator().next().getInteger(0))));
    }

    private Future<Void> repeat(String table, String unit, int full, Supplier<Future<Integer>> batch) {
        return next(batch, full, 0, 1)
                .onSuccess(gone -> tell(table, unit, gone))
                .mapEmpty();
    }

    /** @return how many went in this turn, those before included */
    private static Future<Integer> next(Supplier<Future<Integer>> batch, int full, int gone, int number) {
        return batch.get()
                .compose(more -> more < full || number == BATCHES_A_TURN
                        ? Future.succeededFuture(gone + more)
                        : next(batch, full, gone + more, number + 1));
    }

    private void tell(String table, String unit, int gone) {
        meters.counter("flexicharge.history.pruned", "table", table, "unit", unit)
                .increment(gone);
        if (gone > 0) {
            LOG.info("{}: {} {} were too old and are gone", table, gone, unit);
        }
    }
}
