package com.flexicharge.livemetrics;

import static com.flexicharge.livemetrics.RunningModule.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.flexicharge.shared.db.Database;
import com.flexicharge.shared.db.DatabaseSettings;
import com.flexicharge.shared.db.HistoryRepository;
import com.flexicharge.testing.MutableClock;
import com.flexicharge.testing.TestDatabase;
import com.flexicharge.testing.TestDatabaseExtension;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** It is 2026-11-22 10:00, and readings are kept for 30 days; partitions hold 100,000 sessions each. */
@ExtendWith(TestDatabaseExtension.class)
class OldReadingsTest {
    private static final String SESSION = """
            insert into livemetrics.sessions
                (transaction_id, connector_id, connector, meter_start, price_per_kwh_ore, last_received_at, ended_at)
            values (%d, 1, 1, 0, 333, '%s', %s)""";
    private static final String READING = """
            insert into livemetrics.readings (transaction_id, received_at, reading_key, energy_wh, percent)
            values (%d, now(), 'k', 1, 1)""";
    private static final String ENDED = "'2026-01-01Z'";

    private final Vertx vertx = Vertx.vertx();
    private final TestDatabase testDatabase;
    private final Database database;
    private final MutableClock clock = MutableClock.at("2026-11-22T10:00:00Z");

    OldReadingsTest(TestDatabase at) {
        testDatabase = at;
        database = Database.open(
                vertx,
                new DatabaseSettings(at.host(), at.port(), at.database(), at.user(), at.password(), "disable", 4),
                "livemetrics");
    }

    @BeforeEach
    void migrate() {
        testDatabase.execute("drop schema if exists livemetrics cascade");
        await(database.migrate());
        var partitions = new Partitions(new PartitionRepository(database));
        await(Future.all(partitions.cover(10_000), partitions.cover(150_000), partitions.cover(250_000)));
        await(partitions.coverMonths(Instant.parse("2026-08-01T00:00:00Z")));
        await(partitions.coverMonths(clock.instant()));
    }

    @AfterEach
    void close() {
        await(database.close());
        await(vertx.close());
    }

    private void session(int id, String lastReceived, String ended) {
        testDatabase.execute(SESSION.formatted(id, lastReceived, ended), READING.formatted(id));
    }

    private OldReadings keptFor(int days) {
        return new OldReadings(new HistoryRepository(database, new SimpleMeterRegistry()), days, clock);
    }

    private java.util.List<String> left() {
        return testDatabase.rows("select transaction_id from livemetrics.readings order by 1");
    }

    @Test
    void rangesWhoseSessionsAreAllOldAreEmptiedAndWhatTheSessionsCameToStays() {
        session(10_001, "2026-10-23T09:59:59Z", ENDED);
        session(150_000, "2026-10-01T00:00:00Z", ENDED);
        session(150_001, "2026-10-23T10:00:00Z", ENDED);
        session(250_000, "2026-01-01T00:00:00Z", ENDED);

        await(Future.all(keptFor(30).forget(), keptFor(30).forget()));

        assertThat(left()).as("new ones, and the range that is filling").containsExactly("150000", "150001", "250000");
        assertThat(testDatabase.rows("select count(*) from livemetrics.sessions"))
                .containsExactly("4");
    }

    @Test
    void aSessionThatIsNotOverKeepsItsRange() {
        session(10_001, "2026-01-01T00:00:00Z", "null");
        session(150_001, "2026-01-01T00:00:00Z", ENDED);
        session(250_000, "2026-11-22T00:00:00Z", "null");

        await(keptFor(30).forget());

        assertThat(left()).containsExactly("10001", "250000");
    }

    @Test
    void aReadingThatComesAfterwardsIsStored() {
        session(10_001, "2026-01-01T00:00:00Z", ENDED);
        session(250_000, "2026-11-22T00:00:00Z", "null");
        await(keptFor(30).forget());

        testDatabase.execute(READING.formatted(10_001));

        assertThat(left()).containsExactly("10001", "250000");
    }

    @Test
    void aRangeThatSomebodyWritesToIsLeftForTheNextTurn() throws SQLException {
        session(10_001, "2026-01-01T00:00:00Z", ENDED);
        session(250_000, "2026-11-22T00:00:00Z", "null");
        try (var writer =
                DriverManager.getConnection(testDatabase.jdbcUrl(), testDatabase.user(), testDatabase.password())) {
            writer.setAutoCommit(false);
            writer.createStatement().execute(READING.formatted(10_002));

            await(keptFor(30).forget());

            writer.commit();
        }
        assertThat(left()).containsExactly("10001", "10002", "250000");

        await(keptFor(30).forget());

        assertThat(left()).containsExactly("250000");
    }

    @Test
    void monthsOfReadingsWithoutASessionAreEmptied() {
        testDatabase.execute("""
                insert into livemetrics.connector_readings (connector_id, connector, filed_at, received_at, reading_key)
                select 1, 1, at, at, 'k' from unnest(array['2026-08-31T23:59:59Z', '2026-09-01Z', '2026-11-22Z']::timestamptz[]) at""");

        await(keptFor(30).forget());

        assertThat(testDatabase.rows(
                        "select filed_at at time zone 'UTC' from livemetrics.connector_readings order by 1"))
                .containsExactly("2026-09-01 00:00:00", "2026-11-22 00:00:00");
    }

    @Test
    void withoutTheSettingNothingGoes() {
        session(10_001, "2020-01-01T00:00:00Z", ENDED);
        session(250_000, "2026-11-22T00:00:00Z", "null");

        await(keptFor(0).forget());

        assertThat(left()).containsExactly("10001", "250000");
    }
}
