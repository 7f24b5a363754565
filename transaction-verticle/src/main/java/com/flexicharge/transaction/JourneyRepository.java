package com.flexicharge.transaction;

import com.flexicharge.shared.db.Database;
import com.flexicharge.shared.db.Times;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The steps of a person's session. Each is one conditional update: it happens from the state it needs, or not at all, whatever
 * the charger, another node or a sweep does meanwhile. Empty: it did not happen.
 */
final class JourneyRepository {
    /** Serves the answer to a hold that was placed. */
    private static final String HELD = """
            update transaction.transactions t
            set reservation_id = $2, updated_at = $3
            where t.transaction_id = $1 and t.state in ('reserved', 'requested', 'active')
            returning %s""".formatted(SessionSql.COLUMNS);

    /** Serves a hold that was refused; a repetition that was not refused keeps the row. */
    private static final String FAIL = """
            update transaction.transactions t
            set state = 'failed', stop_at = $2, updated_at = $2
            where t.transaction_id = $1 and t.state = 'reserved' and t.reservation_id is null
            returning %s""".formatted(SessionSql.COLUMNS);

    /** Serves an offer to pay by card that could not be made; the hold may be there. */
    private static final String FAIL_UNPAID = """
            update transaction.transactions t
            set state = 'failed', stop_at = $2, updated_at = $2
            where t.transaction_id = $1 and t.state = 'reserved'
            returning %s""".formatted(SessionSql.COLUMNS);

    /** Before the charger is asked, so that a start that overtakes its answer finds the row. */
    private static final String REQUEST = """
            update transaction.transactions t
            set state = 'requested', requested_at = $2, updated_at = $2
            where t.transaction_id = $1 and t.state = 'reserved' and t.hold_until > $2
            returning %s""".formatted(SessionSql.COLUMNS);

    /** After a clear refusal. */
    private static final String BACK_TO_RESERVED = """
            update transaction.transactions t
            set state = 'reserved', requested_at = null, updated_at = $2
            where t.transaction_id = $1 and t.state = 'requested'
            returning %s""".formatted(SessionSql.COLUMNS);

    /** After the charger agreed to stop. */
    private static final String STOPPING = """
            update transaction.transactions t
            set state = 'stopping', updated_at = $2
            where t.transaction_id = $1 and t.state = 'active'
            returning %s""".formatted(SessionSql.COLUMNS);

    /** Serves a user's stop before anything began, and an operator's close. */
    static final String CANCEL = """
            update transaction.transactions t
            set state = 'cancelled', stop_at = $2, stop_received_at = $2, stop_reason = $3, updated_at = $2
            where t.transaction_id = $1 and t.state in ('reserved', 'requested')
            returning %s""".formatted(SessionSql.COLUMNS);

    private final Database database;
    private final Clock clock;

    JourneyRepository(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    Future<Optional<Session>> held(int transactionID, int reservationID) {
        return update(HELD, transactionID, List.of(reservationID, Times.at(clock.instant())));
    }

    Future<Optional<Session>> fail(int transactionID) {
        return update(FAIL, transactionID);
    }

    Future<Optional<Session>> failUnpaid(int transactionID) {
        return update(FAIL_UNPAID, transactionID);
    }

    Future<Optional<Session>> request(int transactionID) {
        return update(REQUEST, transactionID);
    }

    Future<Optional<Session>> backToReserved(int transactionID) {
        return update(BACK_TO_RESERVED, transactionID);
    }

    Future<Optional<Session>> stopping(int transactionID) {
        return update(STOPPING, transactionID);
    }

    /** @param reason empty: none is shown */
    Future<Optional<Session>> cancel(int transactionID, Optional<String> reason) {
        var values = new ArrayList<Object>();
        values.add(Times.at(clock.instant()));
        values.add(reason.orElse(null));
        return update(CANCEL, transactionID, values);
    }

    private Future<Optional<Session>> update(String statement, int transactionID) {
        return update(statement, transactionID, List.of(Times.at(clock.instant())));
    }

    private Future<Optional<Session>> update(String statement, int transactionID, List<Object> values) {
        var tuple = Tuple.of(transactionID);
        values.forEach(tuple::addValue);
        return database.query(
                client -> client.preparedQuery(statement).execute(tuple).map(SessionSql::first));
    }
}
