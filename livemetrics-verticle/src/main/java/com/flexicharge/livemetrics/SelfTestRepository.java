package com.flexicharge.livemetrics;

import com.flexicharge.shared.db.Database;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;

/** Removes what the self-test leaves. */
final class SelfTestRepository {
    private static final String DELETE_READINGS = """
            delete from livemetrics.readings
            where transaction_id in (select transaction_id from livemetrics.sessions where connector_id = $1)
            """;

    private static final String DELETE_SESSIONS = "delete from livemetrics.sessions where connector_id = $1";

    private static final String DELETE_CONNECTOR_READINGS =
            "delete from livemetrics.connector_readings where connector_id = $1";

    private final Database database;

    SelfTestRepository(Database database) {
        this.database = database;
    }

    Future<Void> forget(int connectorID) {
        var charger = Tuple.of(connectorID);
        return database.inTransaction(connection -> connection
                .preparedQuery(DELETE_READINGS)
                .execute(charger)
                .compose(done -> connection.preparedQuery(DELETE_SESSIONS).execute(charger))
                .compose(done ->
                        connection.preparedQuery(DELETE_CONNECTOR_READINGS).execute(charger))
                .mapEmpty());
    }
}
