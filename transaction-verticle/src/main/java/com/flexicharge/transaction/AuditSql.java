package com.flexicharge.transaction;

import com.flexicharge.shared.db.Columns;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.util.List;

/** Writing the trail, in the transaction of what it tells of. */
final class AuditSql {
    private static final String INSERT = """
            insert into transaction.audit (transaction_id, actor, what, before, after, at)
            select a.transaction_id, a.actor, a.what, a.before::jsonb, a.after::jsonb, a.at
            from unnest($1::int[], $2::text[], $3::text[], $4::text[], $5::text[], $6::timestamptz[])
                as a(transaction_id, actor, what, before, after, at)""";

    private AuditSql() {}

    static Future<Void> write(SqlClient client, List<AuditEntry> entries) {
        if (entries.isEmpty()) {
            return Future.succeededFuture();
        }
        var columns = Columns.of(entries)
                .ints(entry -> entry.after().transactionID())
                .texts(AuditEntry::actor)
                .texts(AuditEntry::what)
                .texts(AuditEntry::beforeJson)
                .texts(AuditEntry::afterJson)
                .times(AuditEntry::at);
        return client.preparedQuery(INSERT).execute(columns.tuple()).mapEmpty();
    }
}
