package com.flexicharge.transaction;

import com.flexicharge.shared.contract.Done;
import com.flexicharge.shared.contract.transaction.TransactionEndpoints.ForgetSelfTest;
import com.flexicharge.shared.db.Database;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;

/** Removes what the self-test's runs left, and nothing else: only of a charger whose sessions are all hidden. */
final class SelfTestRepository {
    private static final String UNMATCHED = """
            delete from transaction.unmatched u
            where u.connector_id = $1
              and exists (select from transaction.transactions t where t.connector_id = $1 and t.hidden)
              and not exists (select from transaction.transactions t where t.connector_id = $1 and not t.hidden)""";

    private static final String SESSIONS =
            "delete from transaction.transactions t where t.connector_id = $1 and t.hidden";

    private static final String TAG = "delete from transaction.id_tags where user_id = $1 and for_account";

    private final Database database;

    SelfTestRepository(Database database) {
        this.database = database;
    }

    Future<Done> forget(ForgetSelfTest asked) {
        return database.inTransaction(connection -> connection
                        .preparedQuery(UNMATCHED)
                        .execute(Tuple.of(asked.connectorID()))
                        .compose(gone -> connection.preparedQuery(SESSIONS).execute(Tuple.of(asked.connectorID())))
                        .compose(gone -> connection.preparedQuery(TAG).execute(Tuple.of(SelfTest.USER_ID))))
                .map(Done.DONE);
    }
}
