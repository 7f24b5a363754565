package com.flexicharge.shared.db;

import static com.flexicharge.shared.db.Outcome.get;
import static com.flexicharge.shared.db.Outcome.settings;
import static org.awaitility.Awaitility.await;

import com.flexicharge.testing.TestDatabase;
import com.flexicharge.testing.TestDatabaseExtension;
import io.vertx.core.Vertx;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TestDatabaseExtension.class)
class GrownTablesTest {
    private static final String SEEN_ROWS = "select reltuples from pg_class where oid = 'items.items'::regclass";

    private final Vertx vertx = Vertx.vertx();
    private final TestDatabase server;

    GrownTablesTest(TestDatabase server) {
        this.server = server;
    }

    @AfterEach
    void close() {
        get(vertx.close());
    }

    @Test
    void whatHasGrownIsSeenBeforeAMinuteIsOver() {
        var database = Database.open(vertx, settings(server, 4), "items");
        get(database.migrate());
        server.execute("insert into items.items (id, note) select id, 'n' from generate_series(1, 150) as id");
        server.execute("analyze items.items");
        GrownTables.watch(vertx, database, "items");

        server.execute("insert into items.items (id, note) select id, 'n' from generate_series(151, 1000) as id");

        await().until(() -> server.rows(SEEN_ROWS).equals(List.of("1000")));
    }
}
