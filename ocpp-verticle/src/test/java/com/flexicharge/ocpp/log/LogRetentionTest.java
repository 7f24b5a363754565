package com.flexicharge.ocpp.log;

import static org.assertj.core.api.Assertions.assertThat;

import com.flexicharge.shared.bus.Bus;
import com.flexicharge.shared.db.Database;
import com.flexicharge.shared.db.DatabaseSettings;
import com.flexicharge.shared.http.DevelopmentKey;
import com.flexicharge.shared.http.Tokens;
import com.flexicharge.shared.module.ModuleContext;
import com.flexicharge.testing.MutableClock;
import com.flexicharge.testing.TestDatabase;
import com.flexicharge.testing.TestDatabaseExtension;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Period;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The log's days: made ahead, kept as long as was set, dropped whole. */
@ExtendWith(TestDatabaseExtension.class)
class LogRetentionTest {
    private static final String INSERT =
            "insert into ocpp.messages (connector_id, serial_number, at, direction, dialect) values (1, 'x', '%s', 'in', 'd')";

    private final Vertx vertx = Vertx.vertx();
    private final Bus bus = Bus.of(vertx);
    private final MutableClock clock = MutableClock.at("2026-01-31T23:00:00Z");
    private final TestDatabase testDatabase;
    private final Database database;

    LogRetentionTest(TestDatabase testDatabase) {
        this.testDatabase = testDatabase;
        database = Database.open(
                vertx,
                new DatabaseSettings(
                        testDatabase.host(),
                        testDatabase.port(),
                        testDatabase.database(),
                        testDatabase.user(),
                        testDatabase.password(),
                        "disable",
                        4),
                "ocpp");
    }

    @BeforeEach
    void migrate() throws Exception {
        testDatabase.execute("drop schema if exists ocpp cascade");
        get(database.migrate());
    }

    @AfterEach
    void close() throws Exception {
        get(database.close());
        get(vertx.close());
    }

    private static void get(Future<?> future) throws Exception {
        future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    private Future<String> start() {
        var tokens = new Tokens(vertx, DevelopmentKey.generate(), "http://localhost:8080", clock);
        var process = new ModuleContext(vertx, bus, database, clock, new SimpleMeterRegistry(), tokens, "here");
        return vertx.deployVerticle(
                new LogVerticle(process, new LogConfig(true, Period.ofDays(2), Duration.ofMillis(20))));
    }

    private List<String> days() {
        return testDatabase.rows(
                "select relname from pg_class where relname ~ '^messages_\\d' and relkind = 'r' order by 1");
    }

    @Test
    void todayAndTomorrowAreThereAndWhatCameEarlyIsMovedIntoThem() throws Exception {
        testDatabase.execute(INSERT.formatted("2026-02-01T12:00:00Z"), INSERT.formatted("2026-02-02T00:00:00Z"));
        get(start());

        assertThat(days()).containsExactly("messages_2026_01_31", "messages_2026_02_01");
        assertThat(testDatabase.rows("select tableoid::regclass, at at time zone 'UTC' from ocpp.messages order by at"))
                .containsExactly(
                        "ocpp.messages_2026_02_01|2026-02-01 12:00:00", "ocpp.messages_rest|2026-02-02 00:00:00");
    }

    @Test
    void daysOlderThanWasSetAreDroppedWithTheConnectionsThatEndedThen() throws Exception {
        get(start());
        testDatabase.execute(
                INSERT.formatted("2026-01-31T23:30:00Z"),
                INSERT.formatted("2026-01-01T00:00:00Z"),
                "insert into ocpp.connections (connector_id, serial_number, node, epoch, remote_address, protocol,"
                        + " security_profile, opened_at, closed_at) values"
                        + " (1, 'old', 'n', 1, '', 'p', 0, '2026-01-01', '2026-01-31T23:59:59Z'),"
                        + " (1, 'kept', 'n', 2, '', 'p', 0, '2026-01-01', '2026-02-01T00:00:00Z'),"
                        + " (1, 'open', 'n', 3, '', 'p', 0, '2026-01-01', null)");
        clock.advance(Duration.ofDays(3));
        get(start());

        assertThat(days()).containsExactly("messages_2026_02_01", "messages_2026_02_03", "messages_2026_02_04");
        assertThat(testDatabase.rows("select count(*) from ocpp.messages")).containsExactly("0");
        assertThat(testDatabase.rows("select serial_number from ocpp.connections order by epoch"))
                .containsExactly("kept", "open");
    }

    @Test
    void twoProcessesThatStartAtOnceMakeEachDayOnce() throws Exception {
        get(Future.all(start(), start(), start()));

        assertThat(days()).containsExactly("messages_2026_01_31", "messages_2026_02_01");
    }

    @Test
    void filtersPassOverWhatDoesNotFitWithoutReadingIt() throws Exception {
        get(start());
        testDatabase.execute(
                "insert into ocpp.messages (connector_id, serial_number, at, direction, dialect, message_id, action,"
                        + " transaction_id) select n % 4, 'x', '2026-01-31T23:00:00Z', 'in', 'd', n::text, 'A' || n % 500,"
                        + " nullif(n % 100, 0) from generate_series(1, 20000) n",
                "analyze ocpp.messages");

        assertThat(plan("action = 'A7'")).contains("((connector_id = 1) AND (action = 'A7'::text))");
        assertThat(plan("message_id = 'x'")).contains("((connector_id = 1) AND (message_id = 'x'::text))");
        assertThat(plan("transaction_id = 7")).contains("((connector_id = 1) AND (transaction_id = 7))");
        assertThat(plan("direction = 'in'")).contains("Index Cond: (connector_id = 1)");
        assertThat(plan("at >= '2026-02-01T00:00:00Z'")).doesNotContain("messages_2026_01_31");
    }

    private String plan(String filter) {
        return String.join(
                "\n",
                testDatabase.rows("explain select * from ocpp.messages where connector_id = 1 and " + filter
                        + " order by id desc limit 101"));
    }
}
