package com.flexicharge.transaction;

import com.flexicharge.shared.db.Database;
import com.flexicharge.shared.db.Times;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Ends single sessions on somebody else's word than their charger's, and says in their trail whose. Empty: it was over already. */
final class EndRepository {
    private final Database database;
    private final Clock clock;

    EndRepository(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** By the server's guess. */
    Future<Optional<Session>> end(Session before, Ending guess) {
        return end(before, guess, AuditEntry.SERVER, AuditEntry.ENDED, "");
    }

    Future<Optional<Session>> end(Session before, Ending ending, String actor, String what, String note) {
        var now = clock.instant();
        return database.inTransaction(connection -> EndSql.end(connection, List.of(ending), now)
                .compose(ended -> traced(connection, before, ended, actor, what, note, now)));
    }

    /** Serves an operator who closes a session that has not begun. */
    Future<Optional<Session>> cancel(Session before, String reason, String operator, String note) {
        var now = clock.instant();
        var tuple = Tuple.of(before.transactionID(), Times.at(now), reason);
        return database.inTransaction(connection -> connection
                .preparedQuery(JourneyRepository.CANCEL)
                .execute(tuple)
                .map(SessionSql::sessions)
                .compose(gone -> traced(connection, before, gone, operator, AuditEntry.CLOSED, note, now)));
    }

    private static Future<Optional<Session>> traced(
            SqlConnection connection,
            Session before,
            List<Session> changed,
            String actor,
            String what,
            String note,
            Instant now) {
        var entries = changed.stream()
                .map(after -> new AuditEntry(before, after, actor, what, note, now))
                .toList();
        return AuditSql.write(connection, entries)
                .map(written -> changed.stream().findFirst());
    }
}
