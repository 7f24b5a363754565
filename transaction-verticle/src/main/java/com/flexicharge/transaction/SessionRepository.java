package com.flexicharge.transaction;

import com.flexicharge.shared.contract.Reason;
import com.flexicharge.shared.contract.Refusal;
import com.flexicharge.shared.contract.transaction.TransactionEndpoints.SessionCounts;
import com.flexicharge.shared.db.Database;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Optional;

/** Reads single sessions, each by an index. */
final class SessionRepository {
    /** Serves everything that names a session. */
    private static final String BY_ID = """
            select %s from transaction.transactions t where t.transaction_id = $1""".formatted(SessionSql.COLUMNS);

    /** Serves readings without a session's id, and the doubts about a charger's sessions. */
    private static final String OPEN_ON_CHARGER = """
            select %s from transaction.transactions t
            where t.connector_id = $1 and t.state in ('active', 'stopping')
            order by t.transaction_id desc""".formatted(SessionSql.COLUMNS);

    /** Serves the number 9999: the caller's own session that is not over, else the latest. A person has few rows. */
    private static final String OWN = """
            select %s from transaction.transactions t
            where t.user_id = $1
            order by t.state in ('reserved', 'requested', 'active', 'stopping') desc, t.transaction_id desc
            limit 1""".formatted(SessionSql.COLUMNS);

    /** Serves the registry, which does not remove a charger that somebody uses or waits for. */
    private static final String COUNT_UNFINISHED = """
            select count(*)::int as open from transaction.transactions t
            where t.connector_id = $1 and (t.state in ('reserved', 'requested') or t.state in ('active', 'stopping'))""";

    /** Serves the overview of operators; by the index of open sessions. */
    private static final String COUNT = """
            select count(*)::int as open, (count(*) filter (where t.suspect))::int as suspect
            from transaction.transactions t
            where t.state in ('active', 'stopping') and t.transaction_id > 0 and not t.hidden""";

    /** Serves starts while the registry is away. */
    private static final String LAST_SPOT = """
            select t.serial_number, t.charge_point_id, t.charge_point_name, t.address, t.hidden, t.price_per_kwh_ore
            from transaction.transactions t
            where t.connector_id = $1
            order by t.transaction_id desc
            limit 1""";

    private final Database database;

    SessionRepository(Database database) {
        this.database = database;
    }

    Future<Optional<Session>> find(int transactionID) {
        return database.query(client ->
                client.preparedQuery(BY_ID).execute(Tuple.of(transactionID)).map(SessionSql::first));
    }

    /** Fails with {@code NOT_FOUND transactionNotFound}. */
    Future<Session> get(int transactionID) {
        return find(transactionID)
                .compose(found -> found.map(Future::succeededFuture).orElseGet(() -> Future.failedFuture(notFound())));
    }

    /** Newest first; more than one only on chargers with several connectors. */
    Future<List<Session>> openOnCharger(int connectorID) {
        return database.query(client -> client.preparedQuery(OPEN_ON_CHARGER)
                .execute(Tuple.of(connectorID))
                .map(SessionSql::sessions));
    }

    Future<Optional<Session>> ownOf(String userID) {
        return database.query(
                client -> client.preparedQuery(OWN).execute(Tuple.of(userID)).map(SessionSql::first));
    }

    Future<Integer> countUnfinished(int connectorID) {
        return database.query(client -> client.preparedQuery(COUNT_UNFINISHED)
                .execute(Tuple.of(connectorID))
                .map(rows -> rows.iterator().next().getInteger("open")));
    }

    Future<SessionCounts> count() {
        return database.query(client -> client.query(COUNT).execute()).map(rows -> {
            var row = rows.iterator().next();
            return new SessionCounts(row.getInteger("open"), row.getInteger("suspect"));
        });
    }

    Future<Optional<Spot>> lastSpot(int connectorID) {
        return database.query(client -> client.preparedQuery(LAST_SPOT)
                .execute(Tuple.of(connectorID))
                .map(rows -> {
                    var row = rows.iterator();
                    return row.hasNext() ? Optional.of(spot(row.next())) : Optional.empty();
                }));
    }

    static Refusal notFound() {
        return Refusal.of(Reason.NOT_FOUND, "transactionNotFound", "There is no such transaction.");
    }

    private static Spot spot(Row row) {
        return new Spot(SessionSql.place(row), row.getInteger("price_per_kwh_ore"));
    }
}
