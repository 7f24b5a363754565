package com.flexicharge.livemetrics;

import static com.flexicharge.livemetrics.Readings.always;
import static com.flexicharge.livemetrics.Readings.at;
import static com.flexicharge.livemetrics.TransactionSide.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import com.flexicharge.shared.contract.Protocol;
import com.flexicharge.shared.contract.Refusal;
import com.flexicharge.shared.contract.livemetrics.LivemetricsEndpoints;
import com.flexicharge.shared.contract.livemetrics.LivemetricsEndpoints.HeldFor;
import com.flexicharge.shared.contract.livemetrics.LivemetricsEndpoints.RecordReadings;
import com.flexicharge.shared.contract.livemetrics.LivemetricsEndpoints.Recorded;
import com.flexicharge.testing.FaultyProxy;
import com.flexicharge.testing.TestDatabase;
import com.flexicharge.testing.TestDatabaseExtension;
import io.vertx.core.Future;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A charger sends its readings again: over a new socket while the old one's are on their way, or to another process. */
@ExtendWith(TestDatabaseExtension.class)
class RepeatedReadingsTest {
    private static final int CHARGER = 100_009;

    private final TestDatabase database;

    RepeatedReadingsTest(TestDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void empty() {
        database.execute("drop schema if exists livemetrics cascade");
    }

    @Test
    void aSessionsReadingThatComesAgainBeforeTheFirstIsStoredIsConfirmedNoSooner() {
        try (var proxy = database.proxy();
                var module = new RunningModule(database.through(proxy), Map.of())) {
            module.transactions.begin(Protocol.OCPP_16, 4711, CHARGER, "alice", 0);
            comesAgainBeforeTheFirstIsStored(proxy, module, 4711L);
            assertThat(database.rows("select energy_wh from livemetrics.readings order by reading_no"))
                    .containsExactly("100", "200");
        }
    }

    @Test
    void aReadingWithoutASessionThatComesAgainBeforeTheFirstIsStoredIsConfirmedNoSooner() {
        try (var proxy = database.proxy();
                var module = new RunningModule(database.through(proxy), Map.of())) {
            comesAgainBeforeTheFirstIsStored(proxy, module, null);
            assertThat(database.rows("select meter_wh from livemetrics.connector_readings order by reading_no"))
                    .containsExactly("100", "200");
        }
    }

    private static void comesAgainBeforeTheFirstIsStored(
            FaultyProxy proxy, RunningModule module, @Nullable Long transactionID) {
        module.ask(LivemetricsEndpoints.RECORD_READINGS, Readings.strict(CHARGER, transactionID, START, at(0, 100)));
        var due = Readings.strict(CHARGER, transactionID, START.plusSeconds(20), at(20_000, 200));

        proxy.hold();
        var first = module.bus.ask(LivemetricsEndpoints.RECORD_READINGS, due);
        var again = module.bus.ask(LivemetricsEndpoints.RECORD_READINGS, due);
        // asked after both, so both are judged when it is answered
        module.ask(LivemetricsEndpoints.HELD_FOR, new HeldFor("alice"));
        assertThat(List.of(first.isComplete(), again.isComplete())).containsOnly(false);
        proxy.refuse();
        assertThat(refusal(first).code()).isEqualTo("dbError");
        assertThat(refusal(again).code()).isEqualTo("dbError");

        proxy.heal();
        await().ignoreExceptions().until(() -> module.ask(LivemetricsEndpoints.RECORD_READINGS, due) != null);
        module.ask(LivemetricsEndpoints.RECORD_READINGS, due);
    }

    @Test
    void theSameReadingsOfManySessionsAndConnectorsOnTwoNodesAtOnceAreStoredOnce() throws SQLException {
        try (var one = new RunningModule(database, Map.of());
                var other = new RunningModule(database, Map.of());
                var jam = DriverManager.getConnection(database.jdbcUrl())) {
            slowDown();
            jam(jam);
            var messages = messages(List.of(one, other));
            var random = new Random(7);
            var answers = new ArrayList<Future<Recorded>>();
            for (var node : List.of(one, other)) {
                Collections.shuffle(messages, random);
                messages.forEach(message -> answers.add(node.bus.ask(LivemetricsEndpoints.RECORD_READINGS, message)));
            }
            for (var node : List.of(one, other)) {
                node.ask(LivemetricsEndpoints.HELD_FOR, new HeldFor("user"));
            }
            jam.rollback();
            answers.forEach(RunningModule::await);
        }

        assertThat(database.rows("select count(*), count(distinct (transaction_id, reading_key)), sum(meter_wh)"
                        + " from livemetrics.readings"))
                .containsExactly("400|400|100000");
        assertThat(database.rows(
                        "select count(*), count(distinct (connector_id, connector, reading_key)), sum(meter_wh)"
                                + " from livemetrics.connector_readings"))
                .containsExactly("400|400|100000");
        assertThat(deadlocks()).isEqualTo("0");
    }

    /** Rows are locked for long enough that batches in other orders would wait for each other. */
    private void slowDown() {
        database.execute("""
                create function livemetrics.slowly() returns trigger language plpgsql as $$
                begin
                    perform pg_sleep(0.001);
                    return new;
                end $$""", """
                create trigger slowly before insert on livemetrics.sessions
                for each row execute function livemetrics.slowly()""", """
                create trigger slowly before insert on livemetrics.connector_readings
                for each row execute function livemetrics.slowly()""");
    }

    /** Meanwhile readings gather, so that both nodes then have large batches of the same ones. */
    private static void jam(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        try (var statement = connection.createStatement()) {
            statement.execute("lock table livemetrics.readings, livemetrics.connector_readings in exclusive mode");
        }
    }

    private static List<RecordReadings> messages(List<RunningModule> nodes) {
        var messages = new ArrayList<RecordReadings>();
        for (int i = 0; i < 100; i++) {
            int charger = 200_000 + i;
            long session = 5_000L + i;
            nodes.forEach(node -> node.transactions.beginSilently(Protocol.OCPP_16, (int) session, charger, "user", 0));
            for (int minute = 1; minute <= 4; minute++) {
                var reading = always(at(minute * 60_000L, minute * 100L));
                var receivedAt = START.plus(Duration.ofMinutes(minute));
                messages.add(Readings.strict(charger, session, receivedAt, reading));
                messages.add(Readings.strict(300_000 + i, null, receivedAt, reading));
            }
        }
        return messages;
    }

    /** Counted when the connections that met them have ended. */
    private String deadlocks() {
        await().untilAsserted(() -> assertThat(database.rows("select count(*) from pg_stat_activity"
                        + " where datname = current_database() and application_name like 'flexicharge%'"))
                .containsExactly("0"));
        return database.rows("select deadlocks from pg_stat_database where datname = current_database()")
                .get(0);
    }

    private static Refusal refusal(Future<?> answer) {
        return catchThrowableOfType(Refusal.class, () -> RunningModule.await(answer));
    }
}
