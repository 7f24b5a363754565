package com.flexicharge.livemetrics;

import com.flexicharge.shared.db.Database;
import com.flexicharge.shared.db.Times;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The rows of sessions; they are written by {@link ReadingRepository}, together with their readings. */
final class SessionRepository {
    /** A session whose row is open. */
    record OpenRow(int transactionID, Place place) {}

    /** For a session that is not in memory, and for GET_LATEST. */
    private static final String FIND = """
            select transaction_id, last_reading_at, last_received_at, highest_reading_at, stored_reading_at, stored_received_at,
                   energy_wh, percent, power_w, suspect, ended_at is not null as is_ended
            from livemetrics.sessions
            where transaction_id = any($1)
            """;

    /** For the look for missed ends. */
    private static final String FIND_OPEN = """
            select transaction_id, connector_id, connector
            from livemetrics.sessions
            where ended_at is null and transaction_id > $1
            order by transaction_id
            limit $2
            """;

    /** For partitions made ahead. */
    private static final String NEWEST = "select coalesce(max(transaction_id), 1) from livemetrics.sessions";

    /** For a session that transaction-verticle knows no more. */
    private static final String CLOSE = "update livemetrics.sessions set ended_at = $2 where transaction_id = $1";

    private final Database database;

    SessionRepository(Database database) {
        this.database = database;
    }

    Future<Optional<SessionRow>> find(int transactionID) {
        return find(List.of(transactionID)).map(rows -> rows.stream().findFirst());
    }

    Future<List<SessionRow>> find(List<Integer> transactionIDs) {
        var ids = Tuple.of(transactionIDs.toArray(Integer[]::new));
        return database.query(client -> client.preparedQuery(FIND).execute(ids))
                .map(rows -> rows.stream().map(SessionRepository::session).toList());
    }

    /** @param after the last one of the part before, 0 for the first part */
    Future<List<OpenRow>> findOpen(int after, int limit) {
        return database.query(client -> client.preparedQuery(FIND_OPEN).execute(Tuple.of(after, limit)))
                .map(rows -> rows.stream()
                        .map(row -> new OpenRow(row.getInteger(0), new Place(row.getInteger(1), row.getInteger(2))))
                        .toList());
    }

    Future<Integer> newest() {
        return database.query(client -> client.query(NEWEST).execute())
                .map(rows -> rows.iterator().next().getInteger(0));
    }

    Future<Void> close(int transactionID, Instant at) {
        return database.query(client -> client.preparedQuery(CLOSE).execute(Tuple.of(transactionID, Times.at(at))))
                .mapEmpty();
    }

    private static SessionRow session(Row row) {
        var metered = new Metered(
                row.getLong("energy_wh"),
                row.getShort("percent"),
                Optional.ofNullable(row.getInteger("power_w")),
                row.getBoolean("suspect"));
        var newest = new ReadingTime(Times.find(row, "last_reading_at"), Times.instant(row, "last_received_at"));
        return new SessionRow(
                row.getInteger("transaction_id"),
                metered,
                newest,
                Times.find(row, "highest_reading_at"),
                Times.find(row, "stored_received_at")
                        .map(received -> new ReadingTime(Times.find(row, "stored_reading_at"), received)),
                row.getBoolean("is_ended"));
    }
}
