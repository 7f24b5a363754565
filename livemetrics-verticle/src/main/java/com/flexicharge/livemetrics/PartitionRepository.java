package com.flexicharge.livemetrics;

import com.flexicharge.shared.db.Database;
import com.flexicharge.shared.db.Times;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;

/** Makes partitions; one that is there already is left as it is. */
final class PartitionRepository {
    private static final String COVER_TRANSACTIONS = "select livemetrics.cover_transactions($1, $2)";
    private static final String COVER_MONTH = "select livemetrics.cover_month($1)";

    private final Database database;

    PartitionRepository(Database database) {
        this.database = database;
    }

    /** @param end exclusive; may be beyond the largest id */
    Future<Void> coverTransactions(long first, long end) {
        return database.query(client -> client.preparedQuery(COVER_TRANSACTIONS).execute(Tuple.of(first, end)))
                .mapEmpty();
    }

    /** The month in UTC that this is in. */
    Future<Void> coverMonth(Instant moment) {
        return database.query(client -> client.preparedQuery(COVER_MONTH).execute(Tuple.of(Times.at(moment))))
                .mapEmpty();
    }
}
