package com.flexicharge.transaction;

import com.flexicharge.shared.contract.transaction.UserSessions.SessionClocks;
import com.flexicharge.shared.contract.transaction.UserSessions.ToldTime;
import com.flexicharge.shared.db.Database;
import com.flexicharge.shared.db.Times;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the times of one session. */
final class ClocksRepository {
    /** GET_CLOCKS. */
    private static final String READ = """
            select start_at, start_raw, start_received_at, stop_at, stop_raw, stop_received_at
            from transaction.transactions where transaction_id = $1
            """;

    private final Database database;

    ClocksRepository(Database database) {
        this.database = database;
    }

    /** Nothing of a session that is not there. */
    Future<SessionClocks> of(int transactionID) {
        return database.query(client -> client.preparedQuery(READ).execute(Tuple.of(transactionID)))
                .map(rows -> rows.size() == 0
                        ? new SessionClocks(null, null)
                        : clocks(rows.iterator().next()));
    }

    private static SessionClocks clocks(Row row) {
        return new SessionClocks(told(row, "start"), told(row, "stop"));
    }

    private static @Nullable ToldTime told(Row row, String what) {
        return Times.find(row, what + "_at")
                .map(at -> new ToldTime(
                        at,
                        Optional.ofNullable(row.getString(what + "_raw"))
                                .filter(said -> !said.isEmpty())
                                .orElse(null),
                        Times.find(row, what + "_received_at").orElse(null)))
                .orElse(null);
    }
}
