package com.flexicharge.shared.db;

import com.flexicharge.shared.module.Repeated;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * Has PostgreSQL look again at tables that hold far more rows than when it last did. Plans are kept until then, and the best one for a
 * hundred rows reads ten thousand for each charger. Autovacuum looks once a minute, in which a fleet that moves in has long come.
 */
public final class GrownTables {
    private static final Duration INTERVAL = Duration.ofSeconds(2);

    /** Few rows are quick to read in any way; and a table that doubles is looked at seven times on its way to 20,000 rows. */
    private static final String FIND = """
            select format('%I.%I', s.schemaname, s.relname) as name
            from pg_stat_user_tables s join pg_class c on c.oid = s.relid
            where s.schemaname = $1 and s.n_live_tup > 2 * greatest(c.reltuples, 100)
            order by s.n_live_tup
            limit 10
            """;

    private final Database database;
    private final String schema;

    private GrownTables(Database database, String schema) {
        this.database = database;
        this.schema = schema;
    }

    /** For as long as the process lives. */
    public static void watch(Vertx vertx, Database database, String schema) {
        var tables = new GrownTables(database, schema);
        Repeated.start(vertx, INTERVAL, "Looking at what has grown in " + schema, tables::look);
    }

    private Future<Void> look() {
        return database.query(client -> client.preparedQuery(FIND)
                .execute(Tuple.of(schema))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> row.getString("name"))
                        .collect(Collectors.joining(", ")))
                .compose(names -> names.isEmpty() ? Future.succeededFuture() : analyze(client, names)));
    }

    /** Not what somebody else looks at just now. */
    private static Future<Void> analyze(SqlClient client, String names) {
        return client.query("analyze (skip_locked) " + names).execute().mapEmpty();
    }
}
