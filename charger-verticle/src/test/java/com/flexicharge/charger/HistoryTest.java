package com.flexicharge.charger;

import static org.assertj.core.api.Assertions.assertThat;

import com.flexicharge.shared.config.HistoryConfig;
import com.flexicharge.shared.db.HistoryRepository;
import com.flexicharge.testing.TestDatabase;
import com.flexicharge.testing.TestDatabaseExtension;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Period;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** It is 2026-11-22, and history is kept from 2026-08-24 on. */
@ExtendWith(TestDatabaseExtension.class)
class HistoryTest {
    private static final String EVENT = """
            insert into charger.security_events (connector_id, type, received_at, source)
            select 100000, %s, %s, 'server' from generate_series(1, %d)""";
    private static final String STATUS = """
            insert into charger.status_history (connector_id, connector, status, error_code, status_at, received_at)
            values (100000, 1, '%s', 'NoError', '%2$s', '%2$s')""";

    private final TestDatabase database;
    private final RunningRegistry registry;
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    HistoryTest(TestDatabase database) {
        this.database = database;
        this.registry = RunningRegistry.start(database);
    }

    @BeforeEach
    void empty() {
        database.execute(
                "truncate charger.status_history, charger.security_events, charger.job_events, charger.jobs, charger.reservations");
    }

    @AfterEach
    void stop() {
        registry.close();
    }

    private HistoryService history() {
        return new HistoryService(
                new HistoryRepository(registry.database, meters), new HistoryConfig(Period.ofDays(90)), registry.clock);
    }

    private List<String> rows(String query) {
        return database.rows(query);
    }

    @Test
    void oldSecurityEventsGoByTheThousandAlsoWhenTwoProcessesForgetAtOnce() {
        database.execute(
                EVENT.formatted("'old'", "'2026-08-23T23:59:59Z'::timestamptz", 2_500),
                EVENT.formatted("'kept'", "'2026-08-24T00:00:00Z'::timestamptz", 2));

        Awaiting.result(Future.all(history().forget(), history().forget()));

        assertThat(rows("select type, count(*) from charger.security_events group by 1"))
                .containsExactly("kept|2");
        assertThat(meters.counter("flexicharge.history.pruned", "table", "charger.security_events", "unit", "rows")
                        .count())
                .isEqualTo(2_500);
    }

    @Test
    void wholeMonthsOfStatusesGoAndTheLatestStatusOfAConnectorStays() {
        database.execute(
                "drop table if exists charger.status_history_2026_07, charger.status_history_2026_08",
                "create table charger.status_history_2026_07 partition of charger.status_history"
                        + " for values from ('2026-07-01Z') to ('2026-08-01Z')",
                "create table charger.status_history_2026_08 partition of charger.status_history"
                        + " for values from ('2026-08-01Z') to ('2026-09-01Z')",
                STATUS.formatted("Faulted", "2026-07-31T23:00:00Z"),
                STATUS.formatted("Charging", "2026-08-01T00:00:00Z"),
                STATUS.formatted("Finishing", "2020-01-01T00:00:00Z"),
                STATUS.formatted("Available", "2026-11-22T00:00:00Z"));
        var latest = rows("select * from charger.connectors order by connector_id, connector");

        Awaiting.result(history().forget());

        assertThat(rows("select status from charger.status_history order by received_at"))
                .containsExactly("Charging", "Available");
        assertThat(rows("select to_regclass('charger.status_history_2026_07') is null"))
                .containsExactly("t");
        assertThat(rows("select * from charger.connectors order by connector_id, connector"))
                .isEqualTo(latest);
    }

    @Test
    void aMonthThatSomebodyWritesToIsLeftForTheNextTurn() throws SQLException {
        database.execute(
                "drop table if exists charger.status_history_2026_06",
                "create table charger.status_history_2026_06 partition of charger.status_history"
                        + " for values from ('2026-06-01Z') to ('2026-07-01Z')");
        try (var writer = DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password())) {
            writer.setAutoCommit(false);
            writer.createStatement().execute(STATUS.formatted("Available", "2026-06-02T00:00:00Z"));

            Awaiting.result(history().forget());

            writer.commit();
        }
        assertThat(rows("select status from charger.status_history_2026_06")).containsExactly("Available");

        Awaiting.result(history().forget());

        assertThat(rows("select to_regclass('charger.status_history_2026_06') is null"))
                .containsExactly("t");
    }

    @Test
    void oldJobsGoWithTheirEventsButForTheLatestOfEachKind() {
        database.execute("""
                insert into charger.jobs
                    (job_id, connector_id, kind, request_id, command_id, status, created_at, updated_at)
                values (1, 100000, 'firmware', 1, 'a', 'Installed', '2020-01-01', '2020-01-01'),
                    (2, 100000, 'firmware', 2, 'b', 'Downloading', '2020-01-02', '2020-01-02'),
                    (3, 100000, 'diagnostics', 3, 'c', 'Uploading', '2020-01-02', '2020-01-02'),
                    (4, 100001, 'firmware', 4, 'd', 'Installed', '2020-01-01', '2026-11-01'),
                    (5, 100001, 'firmware', 5, 'e', 'Installed', '2026-11-02', '2026-11-02')""", """
                insert into charger.job_events (job_id, connector_id, kind, status, received_at)
                values (1, 100000, 'firmware', 'Installed', '2020-01-01'), (null, 100000, 'firmware', 'Idle', '2020-01-01'),
                    (4, 100001, 'firmware', 'Installed', '2026-11-01')""");

        Awaiting.result(history().forget());

        assertThat(rows("select job_id from charger.jobs order by 1")).containsExactly("2", "3", "4", "5");
        assertThat(rows("select job_id from charger.job_events")).containsExactly("4");
    }

    @Test
    void oldReservationsGoUnlessTheyAreOpen() {
        database.execute("""
                insert into charger.reservations
                    (connector_id, connector, source, id_tag, status, expiry_at, created_at, updated_at)
                select 100000, 1, 'operator', status, status, '2020-01-01', '2020-01-01', '2020-01-01'
                from unnest(array['requested', 'accepted', 'rejected', 'used', 'cancelled', 'expired']) status""");

        Awaiting.result(history().forget());

        assertThat(rows("select status from charger.reservations order by 1")).containsExactly("accepted", "requested");
    }
}
