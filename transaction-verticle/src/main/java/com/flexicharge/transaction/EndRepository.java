package com.flexicharge.transaction;

import com.flexicharge.shared.db.Database;
import io.vertx.core.Future;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Ends single sessions on somebody else's word than their charger's. */
final class EndRepository {
    private final Database database;
    private final Clock clock;

    EndRepository(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Empty when it was over already. */
    Future<Optional<Session>> end(Ending ending) {
        return database.inTransaction(connection -> EndSql.end(connection, List.of(ending), clock.instant()))
                .map(ended -> ended.stream().findFirst());
    }

    /** As {@link #end}, with the trail of who did it. */
    Future<Optional<Session>> end(Session before, Ending ending, String actor, String what, String note) {
        var now = clock.instant();
        return database.inTransaction(connection -> EndSql.end(connection, List.of(ending), now)
                .compose(ended -> AuditSql.write(
                                connection,
                                ended.stream()
                                        .map(after -> new AuditEntry(before, after, actor, what, note, now))
                                        .toList())
                        .map(written -> ended.stream().findFirst())));
    }
}
