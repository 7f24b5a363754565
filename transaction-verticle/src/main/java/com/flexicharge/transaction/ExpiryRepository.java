package com.flexicharge.transaction;

import com.flexicharge.shared.db.Database;
import com.flexicharge.shared.db.Times;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/**
 * What runs out by itself. Rows somebody else works on are passed over until the next time, so a sweep waits for nobody; sweeps of
 * several nodes share the work.
 */
final class ExpiryRepository {
    /** 500 a second is more than any fleet reserves. */
    private static final String HOLDS = """
            update transaction.transactions t
            set state = 'expired', stop_at = $1, updated_at = $1
            from (select transaction_id from transaction.transactions
                  where state = 'reserved' and hold_until <= $1
                  order by hold_until limit 500 for update skip locked) due
            where t.transaction_id = due.transaction_id
            returning %s""".formatted(SessionSql.COLUMNS);

    private static final String REQUESTS = """
            update transaction.transactions t
            set state = 'expired', stop_at = $1, updated_at = $1
            from (select transaction_id from transaction.transactions
                  where state = 'requested' and requested_at <= $2
                  order by requested_at limit 500 for update skip locked) due
            where t.transaction_id = due.transaction_id
            returning %s""".formatted(SessionSql.COLUMNS);

    /** Sessions that are to be stopped, each at most every 30 s. */
    private static final String WANTED_STOPS = """
            update transaction.transactions t
            set stop_wanted_at = $2, updated_at = $1
            from (select transaction_id from transaction.transactions
                  where stop_wanted_at is not null and state = 'active' and stop_wanted_at <= $1
                  order by stop_wanted_at limit 100 for update skip locked) due
            where t.transaction_id = due.transaction_id
            returning %s""".formatted(SessionSql.COLUMNS);

    private static final Duration STOP_AGAIN = Duration.ofSeconds(30);

    private final Database database;
    private final Clock clock;

    ExpiryRepository(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Those whose user did not start them in time. */
    Future<List<Session>> expireHolds() {
        return update(HOLDS, Tuple.of(Times.at(clock.instant())));
    }

    /** Those whose charger was asked to start and did not. */
    Future<List<Session>> expireRequests(Duration timeout) {
        var now = clock.instant();
        return update(REQUESTS, Tuple.of(Times.at(now), Times.at(now.minus(timeout))));
    }

    Future<List<Session>> takeWantedStops() {
        var now = clock.instant();
        return update(WANTED_STOPS, Tuple.of(Times.at(now), Times.at(now.plus(STOP_AGAIN))));
    }

    private Future<List<Session>> update(String statement, Tuple tuple) {
        return database.query(
                client -> client.preparedQuery(statement).execute(tuple).map(SessionSql::sessions));
    }
}
