package com.flexicharge.transaction;

import com.flexicharge.shared.contract.Reason;
import com.flexicharge.shared.contract.Refusal;
import com.flexicharge.shared.contract.transaction.UserSessions.SearchUnmatched;
import com.flexicharge.shared.contract.transaction.UserSessions.Unmatched;
import com.flexicharge.shared.db.Columns;
import com.flexicharge.shared.db.Database;
import com.flexicharge.shared.db.Times;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Messages that could not be booked, and what operators make of them. */
final class UnmatchedRepository {
    private static final String COLUMNS = """
            u.id, u.connector_id, u.kind, u.reason, u.payload, u.received_at, u.candidate_transaction_id,
            u.resolution, u.resolved_at, u.meter_stop, u.stop_at, u.stop_raw, u.stop_reason, u.stop_id_tag""";

    /** Serves resolving; locked, so that two operators do not resolve it twice. */
    private static final String BY_ID =
            "select %s from transaction.unmatched u where u.id = $1 for update".formatted(COLUMNS);

    /** Serves resolving: the session it is booked to, locked against a stop that comes meanwhile. */
    private static final String SESSION = """
            select %s from transaction.transactions t where t.transaction_id = $1 for update""".formatted(SessionSql.COLUMNS);

    private static final String RESOLVE = """
            update transaction.unmatched u
            set resolution = $2, resolved_by = $3, resolved_at = $4
            where u.id = $1
            returning %s""".formatted(COLUMNS);

    private final Database database;
    private final Clock clock;

    UnmatchedRepository(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** What came of resolving: the session it was booked to, before and after; the latter only if it changed. */
    record Resolved(Unmatched unmatched, Optional<Session> before, Optional<Session> ended) {}

    /** What a put-aside stop said. */
    record StopSaid(
            Instant at,
            @Nullable String raw,
            @Nullable Long meterStop,
            String reason,
            @Nullable String idTag,
            Instant receivedAt) {}

    /** How the session ends by what the stop said. */
    @FunctionalInterface
    interface Booking {
        Ending of(Session session, StopSaid said);
    }

    Future<Void> putAside(PutAsideMessage message) {
        return database.query(client -> UnmatchedSql.putAside(client, List.of(message)));
    }

    Future<List<Unmatched>> search(SearchUnmatched asked) {
        var page = asked.page();
        var where = new SearchRepository.Conditions();
        where.that("u.connector_id = ?", asked.connectorID());
        where.that("u.reason = ?", asked.reason());
        where.that("(u.resolved_at is not null) = ?", asked.resolved());
        where.that(page.descending() ? "u.id < ?" : "u.id > ?", page.after());
        var statement = "select %s from transaction.unmatched u%s order by u.id %s limit %d"
                .formatted(COLUMNS, where, page.descending() ? "desc" : "asc", SearchRepository.limit(page));
        return database.query(client -> client.preparedQuery(statement)
                .execute(Tuple.tuple(where.values()))
                .map(rows -> {
                    var unmatched = new ArrayList<Unmatched>(rows.size());
                    rows.forEach(row -> unmatched.add(unmatched(row)));
                    return List.copyOf(unmatched);
                }));
    }

    /**
     * Fails with {@code NOT_FOUND unmatchedNotFound}, {@code CONFLICT alreadyResolved}.
     */
    Future<Resolved> discard(long id, String operator, String resolution) {
        return database.inTransaction(connection -> unresolved(connection, id)
                .compose(row -> resolve(connection, id, resolution, operator))
                .map(resolved -> new Resolved(resolved, Optional.empty(), Optional.empty())));
    }

    /**
     * Books it to a session of the same charger; a stop ends that session by its own word, whatever ended it before.
     *
     * @return fails as {@link #discard}, with {@code NOT_FOUND transactionNotFound}, or with {@code CONFLICT conflict} for another
     *     charger's session or one that never began
     */
    Future<Resolved> book(long id, int transactionID, String operator, Booking booking) {
        return database.inTransaction(connection -> unresolved(connection, id)
                .compose(row -> session(connection, transactionID, row.getInteger("connector_id"))
                        .compose(session -> end(connection, session, row, operator, booking)
                                .compose(ended -> resolve(connection, id, "transaction " + transactionID, operator)
                                        .map(resolved -> new Resolved(resolved, Optional.of(session), ended))))));
    }

    private Future<Row> unresolved(SqlConnection connection, long id) {
        return connection.preparedQuery(BY_ID).execute(Tuple.of(id)).map(rows -> {
            var row = rows.iterator();
            if (!row.hasNext()) {
                throw Refusal.of(Reason.NOT_FOUND, "unmatchedNotFound", "There is no such unmatched message.");
            }
            var found = row.next();
            if (found.getOffsetDateTime("resolved_at") != null) {
                throw Refusal.of(Reason.CONFLICT, "alreadyResolved", "This message is resolved already.");
            }
            return found;
        });
    }

    private static Future<Session> session(SqlConnection connection, int transactionID, int connectorID) {
        return connection
                .preparedQuery(SESSION)
                .execute(Tuple.of(transactionID))
                .map(rows -> {
                    var session = SessionSql.first(rows).orElseThrow(SessionRepository::notFound);
                    if (session.connectorID() != connectorID || session.begin() == null) {
                        throw Refusal.of(
                                Reason.CONFLICT,
                                "conflict",
                                "The message can be booked only to a session that began on the same charger.");
                    }
                    return session;
                });
    }

    private Future<Optional<Session>> end(
            SqlConnection connection, Session session, Row row, String operator, Booking booking) {
        var stopAt = SessionSql.instant(row, "stop_at");
        if (stopAt == null) {
            return Future.succeededFuture(Optional.empty());
        }
        var said = new StopSaid(
                stopAt,
                row.getString("stop_raw"),
                row.getLong("meter_stop"),
                row.getString("stop_reason"),
                row.getString("stop_id_tag"),
                row.getOffsetDateTime("received_at").toInstant());
        var now = clock.instant();
        return EndSql.end(connection, List.of(booking.of(session, said)), now)
                .compose(ended -> AuditSql.write(
                                connection,
                                ended.stream()
                                        .map(after -> new AuditEntry(
                                                session,
                                                after,
                                                operator,
                                                "unmatchedBooked",
                                                "unmatched " + row.getLong("id"),
                                                now))
                                        .toList())
                        .map(written -> ended.stream().findFirst()));
    }

    private Future<Unmatched> resolve(SqlConnection connection, long id, String resolution, String operator) {
        return connection
                .preparedQuery(RESOLVE)
                .execute(Tuple.of(id, Columns.storable(resolution), operator, Times.at(clock.instant())))
                .map(rows -> unmatched(rows.iterator().next()));
    }

    private static Unmatched unmatched(Row row) {
        return new Unmatched(
                row.getLong("id"),
                row.getInteger("connector_id"),
                row.getString("kind"),
                row.getString("reason"),
                row.getString("payload"),
                row.getOffsetDateTime("received_at").toInstant(),
                row.getInteger("candidate_transaction_id"),
                row.getString("resolution"),
                SessionSql.instant(row, "resolved_at"));
    }
}
