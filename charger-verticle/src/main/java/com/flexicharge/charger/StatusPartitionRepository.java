package com.flexicharge.charger;

import com.flexicharge.shared.db.Database;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.YearMonth;

/** The monthly tables of the status history, made before the first report of their month. */
final class StatusPartitionRepository {
    private final Database database;

    StatusPartitionRepository(Database database) {
        this.database = database;
    }

    /** Makes this month's and the next one's, where they are not there yet. */
    Future<Void> makeAhead(YearMonth month) {
        return make(month).compose(made -> make(month.plusMonths(1)));
    }

    private Future<Void> make(YearMonth month) {
        var suffix = month.toString().replace('-', '_');
        return database.inTransaction(connection -> connection
                .query(StatusSql.LOCK_PARTITIONS)
                .execute()
                .compose(locked -> exists(connection, "charger.status_history_" + suffix))
                .compose(there -> there ? Future.succeededFuture() : create(connection, suffix, month)));
    }

    private static Future<Boolean> exists(SqlConnection connection, String table) {
        return connection
                .preparedQuery(StatusSql.TABLE_EXISTS)
                .execute(Tuple.of(table))
                .map(rows -> rows.iterator().next().getBoolean("there"));
    }

    private static Future<Void> create(SqlConnection connection, String suffix, YearMonth month) {
        var sql = StatusSql.makePartition(suffix, firstInstant(month), firstInstant(month.plusMonths(1)));
        return connection.query(sql).execute().mapEmpty();
    }

    private static String firstInstant(YearMonth month) {
        return month.atDay(1) + " 00:00:00+00";
    }
}
