package com.flexicharge.ocpp.durable;

import static org.assertj.core.api.Assertions.assertThat;

import com.flexicharge.shared.config.HistoryConfig;
import com.flexicharge.shared.db.Database;
import com.flexicharge.shared.db.DatabaseSettings;
import com.flexicharge.shared.db.HistoryRepository;
import com.flexicharge.testing.MutableClock;
import com.flexicharge.testing.TestDatabase;
import com.flexicharge.testing.TestDatabaseExtension;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Period;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TestDatabaseExtension.class)
class CommandHistoryTest {
    private static final String COMMANDS = """
            insert into ocpp.commands (command_id, connector_id, serial_number, action, request, state, effects_due, outcome,
                requested_by, patient, created_at, expires_at, updated_at)
            select c.id, 1, 'CP1', 'Reset', '{}', c.state, c.due, c.outcome, 'boss', false, c.at::timestamptz, c.at::timestamptz,
                c.at::timestamptz
            from (values
                ('over', 'accepted', false, 'started', '2026-11-11T23:59:59Z'),
                ('refused', 'rejected', false, null, '2026-11-11T23:59:59Z'),
                ('waits', 'queued', false, null, '2020-01-01Z'),
                ('on the wire', 'sent', false, null, '2020-01-01Z'),
                ('to be told', 'accepted', true, null, '2020-01-01Z'),
                ('to have its effect', 'accepted', false, 'pending', '2020-01-01Z'),
                ('new', 'accepted', false, null, '2026-11-12T00:00:00Z')) as c (id, state, due, outcome, at)""";

    private final Vertx vertx = Vertx.vertx();
    private final TestDatabase testDatabase;
    private final Database database;

    CommandHistoryTest(TestDatabase at) {
        testDatabase = at;
        database = Database.open(
                vertx,
                new DatabaseSettings(at.host(), at.port(), at.database(), at.user(), at.password(), "disable", 2),
                "ocpp");
    }

    @AfterEach
    void close() throws Exception {
        get(database.close());
        get(vertx.close());
    }

    private static void get(Future<?> future) throws Exception {
        future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    @Test
    void commandsThatAreOverGoAfterTheDaysThatWereSetAndOthersStay() throws Exception {
        get(database.migrate());
        testDatabase.execute("delete from ocpp.commands", COMMANDS);
        var history = new CommandHistory(
                new HistoryRepository(database, new SimpleMeterRegistry()),
                new HistoryConfig(Period.ofDays(10)),
                MutableClock.at("2026-11-22T10:00:00Z"));

        get(history.forget());

        assertThat(testDatabase.rows("select command_id from ocpp.commands order by number"))
                .containsExactly("waits", "on the wire", "to be told", "to have its effect", "new");
    }
}
