package com.flexicharge.shared.db;

import static com.flexicharge.shared.db.Outcome.failure;
import static com.flexicharge.shared.db.Outcome.get;
import static com.flexicharge.shared.db.Outcome.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.flexicharge.testing.TestDatabase;
import com.flexicharge.testing.TestDatabaseExtension;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TestDatabaseExtension.class)
class DatabaseStartTest {
    private final Vertx vertx = Vertx.vertx();
    private final Vertx otherProcess = Vertx.vertx();

    @AfterEach
    void close() {
        get(vertx.close());
        get(otherProcess.close());
    }

    @Test
    void aDatabaseThatComesUpLaterIsWaitedFor(TestDatabase server) {
        try (var proxy = server.proxy()) {
            proxy.refuse();
            var migrated = Database.open(vertx, settings(server.through(proxy), 2), "late")
                    .migrate();
            vertx.setTimer(1_200, id -> proxy.heal());

            get(migrated);
        }
        assertThat(server.rows("select count(*) from late.arrivals")).containsExactly("0");
    }

    @Test
    void aDatabaseThatGoesAwayDuringTheMigrationIsWaitedForAndMigrated(TestDatabase server) throws SQLException {
        server.execute("drop schema if exists late cascade");
        try (var proxy = server.proxy();
                var other = DriverManager.getConnection(server.jdbcUrl());
                var statement = other.createStatement()) {
            statement.execute("select pg_advisory_lock(hashtextextended('flexicharge migrations of late', 0))");
            var migrated = Database.open(vertx, settings(server.through(proxy), 2), "late")
                    .migrate();
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> !server.rows("select 1 from pg_stat_activity where wait_event = 'advisory'")
                            .isEmpty());

            proxy.cut();
            statement.execute("select pg_advisory_unlock_all()");

            get(migrated);
        }
        assertThat(server.rows("select count(*) from late.arrivals")).containsExactly("0");
    }

    @Test
    void aDatabaseThatNeverComesUpIsGivenUpWithAMessageThatSaysWhatToDo(TestDatabase server) {
        try (var proxy = server.proxy()) {
            proxy.refuse();
            var settings = settings(server.through(proxy), 1);
            var pool = PoolFactory.create(vertx, settings, "late", Outcome.SHORT);
            var start = new DatabaseStart(vertx, pool, settings, "late", Duration.ofSeconds(1));

            assertThat(failure(start.migrateWhenUp()))
                    .hasMessageContaining("No database answers at 127.0.0.1:" + proxy.port() + " after 1 s")
                    .hasMessageContaining("correct DATABASE_HOST and DATABASE_PORT");
        }
    }

    @RepeatedTest(5)
    void twoProcessesThatStartTogetherMigrateOnce(TestDatabase server) {
        server.execute("drop schema if exists twice cascade");
        var one = Database.open(vertx, settings(server, 2), "twice");
        var other = Database.open(otherProcess, settings(server, 2), "twice");

        get(Future.join(List.of(one.migrate(), other.migrate())));

        assertThat(server.rows("select * from twice.counted")).containsExactly("1");
    }
}
