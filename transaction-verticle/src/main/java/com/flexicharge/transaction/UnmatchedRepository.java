package com.flexicharge.transaction;

import com.flexicharge.shared.contract.Reason;
import com.flexicharge.shared.contract.Refusal;
import com.flexicharge.shared.contract.transaction.UserSessions.SearchUnmatched;
import com.flexicharge.shared.contract.transaction.UserSessions.Unmatched;
import com.flexicharge.shared.db.Columns;
import com.flexicharge.shared.db.Conditions;
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
            u.resolution, u.resolved_by, u.resolved_at, u.meter_stop, u.stop_at, u.stop_raw, u.stop_reason, u.stop_id_tag""";

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

    /** @param ended the session it was booked to, if that changed */
    record Resolved(Unmatched unmatched, Optional<Session> ended) {}

    /** A message as it was put aside, and what it said if it is a stop that could be read. */
    record Kept(String kind, Instant receivedAt, Optional<StopSaid> stop) {
        boolean isStop() {
            return kind.equals("StopTransaction");
        }

        boolean isStart() {
            return kind.equals("StartTransaction");
        }
    }

    /** What a put-aside stop said. */
    record StopSaid(
            Instant at,
            @Nullable String raw,
            @Nullable Long meterStop,
            String reason,
            @Nullable String idTag) {}

    /** How the session ends by what is booked to it; empty: it stays as it is. May throw a Refusal. */
    @FunctionalInterface
    interface Booking {
        Optional<Ending> of(Session session, Kept kept);
    }

    Future<Void> putAside(PutAsideMessage message) {
        return database.query(client -> UnmatchedSql.putAside(client, List.of(message)));
    }

    Future<List<Unmatched>> search(SearchUnmatched asked) {
        var page = asked.page();
        var where = new Conditions();
        where.that("u.connector_id = ?", asked.connectorID());
        where.that(
                "u.reason = ?", asked.reason() == null ? null : asked.reason().word());
        if (asked.resolved() != null) {
            where.that(asked.resolved() ? "u.resolved_at is not null" : "u.resolved_at is null");
        }
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
                .map(resolved -> new Resolved(resolved, Optional.empty())));
    }

    /**
     * Books it to a session of the same charger, which may end by it, whatever ended it before. One that changes nothing is in the
     * session's trail all the same.
     *
     * @return fails as {@link #discard}, with {@code NOT_FOUND transactionNotFound}, with {@code CONFLICT conflict} for another
     *     charger's session or one that never began, or with the booking's own refusal
     */
    Future<Resolved> book(long id, int transactionID, String operator, String note, Booking booking) {
        return database.inTransaction(connection -> unresolved(connection, id).compose(row -> {
            var kept = kept(row);
            return session(connection, transactionID, row.getInteger("connector_id"), kept)
                    .compose(session -> end(connection, booking.of(session, kept))
                            .compose(ended -> trace(connection, session, ended, operator, id, note)
                                    .compose(traced -> resolve(connection, id, booked(transactionID, note), operator))
                                    .map(resolved -> new Resolved(resolved, ended))));
        }));
    }

    private static String booked(int transactionID, String note) {
        return "transaction " + transactionID + (note.isEmpty() ? "" : ": " + note);
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

    private static Future<Session> session(SqlConnection connection, int transactionID, int connectorID, Kept kept) {
        return connection
                .preparedQuery(SESSION)
                .execute(Tuple.of(transactionID))
                .map(rows -> {
                    var session = SessionSql.first(rows).orElseThrow(SessionRepository::notFound);
                    if (session.connectorID() != connectorID) {
                        throw Refusal.of(
                                Reason.CONFLICT,
                                "conflict",
                                "The message came from charger " + connectorID + ", and transaction " + transactionID
                                        + " is another charger's. To end that one, close it.");
                    }
                    if (session.begin() == null && !kept.isStart()) {
                        throw Refusal.of(
                                Reason.CONFLICT,
                                "conflict",
                                "Transaction " + transactionID
                                        + " never began, so it has neither an end nor readings.");
                    }
                    return session;
                });
    }

    private Future<Optional<Session>> end(SqlConnection connection, Optional<Ending> ending) {
        return EndSql.end(connection, ending.stream().toList(), clock.instant())
                .map(ended -> ended.stream().findFirst());
    }

    private Future<Void> trace(
            SqlConnection connection, Session before, Optional<Session> ended, String operator, long id, String note) {
        var what = ended.isPresent() ? AuditEntry.UNMATCHED_BOOKED : AuditEntry.UNMATCHED_ATTACHED;
        var from = "unmatched " + id + (note.isEmpty() ? "" : ": " + note);
        return AuditSql.write(
                connection,
                List.of(new AuditEntry(before, ended.orElse(before), operator, what, from, clock.instant())));
    }

    private static Kept kept(Row row) {
        return new Kept(
                row.getString("kind"),
                row.getOffsetDateTime("received_at").toInstant(),
                Optional.ofNullable(SessionSql.instant(row, "stop_at"))
                        .map(at -> new StopSaid(
                                at,
                                row.getString("stop_raw"),
                                row.getLong("meter_stop"),
                                row.getString("stop_reason"),
                                row.getString("stop_id_tag"))));
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
                row.getString("resolved_by"),
                SessionSql.instant(row, "resolved_at"));
    }
}
