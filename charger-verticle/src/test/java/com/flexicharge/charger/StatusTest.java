package com.flexicharge.charger;

import static com.flexicharge.shared.contract.charger.ConnectorStatus.AVAILABLE;
import static com.flexicharge.shared.contract.charger.ConnectorStatus.CHARGING;
import static com.flexicharge.shared.contract.charger.ConnectorStatus.FAULTED;
import static com.flexicharge.shared.contract.charger.ConnectorStatus.PREPARING;
import static com.flexicharge.shared.contract.charger.ConnectorStatus.RESERVED;
import static com.flexicharge.shared.contract.charger.ConnectorStatus.SUSPENDED_EV;
import static com.flexicharge.shared.contract.charger.ConnectorStatus.UNAVAILABLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.flexicharge.shared.contract.Done;
import com.flexicharge.shared.contract.PageRequest;
import com.flexicharge.shared.contract.Protocol;
import com.flexicharge.shared.contract.charger.ChargerEndpoints;
import com.flexicharge.shared.contract.charger.ChargerEndpoints.GetStatuses;
import com.flexicharge.shared.contract.charger.ChargerEndpoints.PastStatus;
import com.flexicharge.shared.contract.charger.ChargerEndpoints.StatusChanged;
import com.flexicharge.shared.contract.charger.ChargerEndpoints.UpdateChargerStatus;
import com.flexicharge.shared.contract.charger.Connector;
import com.flexicharge.shared.contract.charger.ConnectorStatus;
import com.flexicharge.shared.contract.charger.StatusReport;
import com.flexicharge.testing.TestDatabase;
import com.flexicharge.testing.TestDatabaseExtension;
import io.vertx.core.Future;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What connectors report. Two processes share the database, as in a split deployment. */
@ExtendWith(TestDatabaseExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StatusTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    private RunningRegistry registry;
    private RunningRegistry other;
    private TestDatabase database;

    @BeforeAll
    void start(TestDatabase testDatabase) {
        database = testDatabase;
        registry = RunningRegistry.start(testDatabase);
        other = RunningRegistry.start(testDatabase, "node2", registry.clock);
    }

    @AfterAll
    void stop() {
        registry.close();
        other.close();
    }

    @Test
    void aReportMakesItsConnectorAndIsShownAndTold() {
        var charger = registry.charger("reporting").connectorID();
        registry.connect("reporting", Protocol.OCPP_16);
        var told = registry.told(ChargerEndpoints.STATUS_CHANGED);

        report(new StatusReport(
                charger,
                2,
                FAULTED,
                "GroundFailure",
                "cover open",
                "com.example",
                "E17",
                NOW.minusSeconds(3),
                "2026-11-22T09:59:57Z",
                NOW));

        var shown = registry.charger(charger);
        assertThat(shown.status()).isEqualTo(FAULTED);
        assertThat(shown.connectors())
                .containsExactly(new Connector(2, FAULTED, "GroundFailure", "cover open", "E17", NOW.minusSeconds(3)));
        Awaitility.await()
                .untilAsserted(
                        () -> assertThat(told).contains(new StatusChanged(charger, 2, FAULTED, Protocol.OCPP_16, NOW)));
    }

    static Stream<Arguments> chargersStatuses() {
        return Stream.of(
                arguments(Map.of(1, CHARGING), CHARGING),
                arguments(Map.of(1, CHARGING, 2, AVAILABLE), AVAILABLE),
                arguments(Map.of(1, FAULTED, 2, AVAILABLE), AVAILABLE),
                arguments(Map.of(1, FAULTED, 2, UNAVAILABLE), FAULTED),
                arguments(Map.of(1, CHARGING, 2, UNAVAILABLE), UNAVAILABLE),
                arguments(Map.of(1, CHARGING, 2, RESERVED), CHARGING),
                arguments(Map.of(1, SUSPENDED_EV, 2, RESERVED), SUSPENDED_EV),
                arguments(Map.of(1, PREPARING, 2, RESERVED), PREPARING),
                arguments(Map.of(0, AVAILABLE, 1, CHARGING), CHARGING),
                arguments(Map.of(0, UNAVAILABLE, 1, AVAILABLE), UNAVAILABLE),
                arguments(Map.of(0, FAULTED, 1, CHARGING, 2, AVAILABLE), FAULTED),
                arguments(Map.of(0, UNAVAILABLE), UNAVAILABLE),
                arguments(Map.of(0, AVAILABLE), AVAILABLE));
    }

    @ParameterizedTest
    @MethodSource("chargersStatuses")
    void aChargersStatusIsSummedUpFromItsConnectors(
            Map<Integer, ConnectorStatus> connectors, ConnectorStatus expected) {
        var sorted = new TreeMap<>(connectors);
        var charger = registry.charger("sum-" + sorted.toString().hashCode()).connectorID();

        sorted.forEach((connector, status) -> report(report(charger, connector, status, NOW, NOW)));

        assertThat(registry.charger(charger).status()).isEqualTo(expected);
    }

    @Test
    void anOlderReportGoesToTheHistoryOnly() {
        var charger = registry.charger("late-report").connectorID();
        var told = registry.told(ChargerEndpoints.STATUS_CHANGED);
        report(report(charger, 1, CHARGING, NOW, NOW));

        report(report(charger, 1, AVAILABLE, NOW.minusSeconds(60), NOW.plusSeconds(1)));

        assertThat(registry.charger(charger).status()).isEqualTo(CHARGING);
        assertThat(history(charger)).extracting(StatusReport::status).containsExactly(CHARGING, AVAILABLE);
        Awaitility.await().untilAsserted(() -> assertThat(told).isNotEmpty());
        assertThat(told).noneMatch(change -> change.status() == AVAILABLE);
    }

    @Test
    void anAbsurdClockCountsAsReceiptAndItsTextIsKept() {
        var charger = registry.charger("absurd-clock").connectorID();
        report(report(charger, 1, CHARGING, NOW, NOW));

        report(new StatusReport(
                charger,
                1,
                AVAILABLE,
                "NoError",
                null,
                null,
                null,
                Instant.MAX,
                "+999999999-12-31T23:59:59Z",
                NOW.plusSeconds(1)));

        assertThat(registry.charger(charger).status()).isEqualTo(AVAILABLE);
        assertThat(history(charger).get(1).statusAt()).isEqualTo(NOW.plusSeconds(1));
        assertThat(history(charger).get(1).statusRaw()).isEqualTo("+999999999-12-31T23:59:59Z");
    }

    @Test
    void aStatusSetByAnOperatorHoldsUntilTheNextReport() {
        var charger = registry.charger("overruled").connectorID();
        report(report(charger, 1, CHARGING, NOW, NOW));

        registry.ask(ChargerEndpoints.UPDATE_CHARGER_STATUS, new UpdateChargerStatus(charger, "Unavailable"));
        assertThat(registry.charger(charger).status()).isEqualTo(UNAVAILABLE);

        report(report(charger, 1, PREPARING, NOW, NOW));
        assertThat(registry.charger(charger).status()).isEqualTo(PREPARING);
    }

    @Test
    void reportsThatCannotBeAreRefusedAndKeepNobodyElseFromReporting() {
        var charger = registry.charger("beside-bad-ones").connectorID();

        var unknown = registry.bus.ask(ChargerEndpoints.REPORT_STATUS, report(424242, 1, AVAILABLE, NOW, NOW));
        var wild = registry.bus.ask(ChargerEndpoints.REPORT_STATUS, report(charger, 40_000, AVAILABLE, NOW, NOW));
        var oddText = registry.bus.ask(
                ChargerEndpoints.REPORT_STATUS,
                new StatusReport(charger, 1, RESERVED, "a\u0000b", null, null, null, null, null, NOW));

        assertThat(Awaiting.refusal(unknown).code()).isEqualTo("chargerNotFound");
        assertThat(Awaiting.refusal(wild).code()).isEqualTo("invalidConnector");
        assertThat(Awaiting.result(oddText)).isEqualTo(Done.DONE);
        assertThat(registry.charger(charger).connectors())
                .containsExactly(new Connector(1, RESERVED, "ab", null, null, NOW));
    }

    /** TC_001 in numbers: every charger of a site that had no power reports for the first time. */
    @Test
    void aThousandFirstReportsInTheSameMillisecondAreAllStored() {
        database.execute(
                "insert into charger.chargers (serial_number, charge_point_id, latitude, longitude, created_at)"
                        + " select 'first-' || i, 1, 0, 0, now() from generate_series(0, 999) i");
        var chargers = database.rows(
                "select connector_id from charger.chargers where serial_number like 'first-%' order by random()");

        var reports = new ArrayList<Future<Done>>();
        for (int connector = 0; connector <= 2; connector++) {
            for (int i = 0; i < chargers.size(); i++) {
                // Each process meets the chargers in the other's opposite order: what could wait for each other, would.
                var process = connector == 1 ? other : registry;
                var charger = chargers.get(connector == 1 ? chargers.size() - 1 - i : i);
                reports.add(process.bus.ask(
                        ChargerEndpoints.REPORT_STATUS,
                        report(Integer.parseInt(charger), connector, AVAILABLE, NOW, NOW)));
            }
        }

        assertThat(reports.stream().map(Awaiting::result)).hasSize(3000).containsOnly(Done.DONE);
        assertThat(database.rows(
                        "select count(*) from charger.connectors k join charger.chargers c using (connector_id)"
                                + " where c.serial_number like 'first-%'"))
                .containsExactly("3000");
        assertThat(database.rows("select count(*) from charger.status_history h join charger.chargers c"
                        + " using (connector_id) where c.serial_number like 'first-%'"))
                .containsExactly("3000");
        assertThat(database.rows("select deadlocks from pg_stat_database where datname = current_database()"))
                .containsExactly("0");
    }

    @Test
    void reportsOfOneConnectorAreStoredInTheOrderTheyWereSent() {
        var charger = registry.charger("chatty").connectorID();
        var words = ConnectorStatus.values();
        var reports = new ArrayList<Future<Done>>();
        for (int i = 0; i < 200; i++) {
            reports.add(registry.bus.ask(
                    ChargerEndpoints.REPORT_STATUS, report(charger, 1, words[i % words.length], null, NOW)));
        }

        reports.forEach(Awaiting::result);

        assertThat(registry.charger(charger).status()).isEqualTo(words[199 % words.length]);
        assertThat(history(charger))
                .extracting(StatusReport::status)
                .hasSize(200)
                .startsWith(words)
                .endsWith(words[199 % words.length]);
    }

    @Test
    void theHistoryIsFilteredAndComesInPages() {
        var charger = registry.charger("history").connectorID();
        for (int minute = 0; minute < 4; minute++) {
            report(report(charger, 1 + minute % 2, CHARGING, null, NOW.plusSeconds(60L * minute)));
        }

        var ofConnector2 = list(new GetStatuses(charger, 2, null, null, PageRequest.EVERYTHING));
        var between =
                list(new GetStatuses(charger, null, NOW.plusSeconds(60), NOW.plusSeconds(180), PageRequest.EVERYTHING));
        var newest = list(new GetStatuses(charger, null, null, null, new PageRequest(1, true, null)));
        var nextNewest = list(new GetStatuses(
                charger,
                null,
                null,
                null,
                new PageRequest(1, true, newest.get(0).id())));

        assertThat(receipts(ofConnector2)).containsExactly(NOW.plusSeconds(60), NOW.plusSeconds(180));
        assertThat(receipts(between)).containsExactly(NOW.plusSeconds(60), NOW.plusSeconds(120));
        assertThat(receipts(newest)).containsExactly(NOW.plusSeconds(180));
        assertThat(receipts(nextNewest)).containsExactly(NOW.plusSeconds(120));
    }

    @Test
    void thisMonthsAndTheNextMonthsPartitionsAreThereAndNoReportIsLostWithoutOne() {
        assertThat(partitions()).contains("status_history_2026_11", "status_history_2026_12", "status_history_rest");

        var partitions = new StatusPartitionRepository(registry.database);
        var further = YearMonth.of(2027, 5);
        var twice = Future.all(
                partitions.makeAhead(further), new StatusPartitionRepository(other.database).makeAhead(further));
        Awaiting.result(twice);
        assertThat(partitions()).contains("status_history_2027_05", "status_history_2027_06");

        var charger = registry.charger("from-the-future").connectorID();
        report(report(charger, 1, CHARGING, null, Instant.parse("2031-01-01T00:00:00Z")));
        assertThat(history(charger)).hasSize(1);
    }

    @Test
    void reportsThatCameBeforeTheirMonthHadAPartitionDoNotKeepItFromBeingMade() {
        var charger = registry.charger("early-bird").connectorID();
        report(report(charger, 1, CHARGING, null, Instant.parse("2032-03-01T00:00:00Z")));
        report(report(charger, 1, AVAILABLE, null, Instant.parse("2032-04-30T23:59:59Z")));
        report(report(charger, 1, CHARGING, null, Instant.parse("2032-05-01T00:00:00Z")));

        Awaiting.result(new StatusPartitionRepository(registry.database)
                .makeAhead(YearMonth.of(2032, 3))
                .map(true));

        assertThat(partitions()).contains("status_history_2032_03", "status_history_2032_04");
        assertThat(history(charger)).hasSize(3);
        assertThat(database.rows("select received_at from charger.status_history_rest where connector_id = " + charger))
                .hasSize(1);
        assertThat(database.rows("select status from charger.status_history_2032_04"))
                .containsExactly("Available");
    }

    private void report(StatusReport report) {
        registry.ask(ChargerEndpoints.REPORT_STATUS, report);
    }

    private static StatusReport report(
            int charger, int connector, ConnectorStatus status, @Nullable Instant statusAt, Instant receivedAt) {
        return new StatusReport(
                charger,
                connector,
                status,
                "NoError",
                null,
                null,
                null,
                statusAt,
                String.valueOf(statusAt),
                receivedAt);
    }

    private List<StatusReport> history(int charger) {
        return list(new GetStatuses(charger, null, null, null, PageRequest.EVERYTHING)).stream()
                .map(PastStatus::report)
                .toList();
    }

    private List<PastStatus> list(GetStatuses ask) {
        return registry.ask(ChargerEndpoints.GET_STATUSES, ask).statuses();
    }

    private static List<Instant> receipts(List<PastStatus> statuses) {
        return statuses.stream().map(past -> past.report().receivedAt()).toList();
    }

    private List<String> partitions() {
        return database.rows("select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid"
                + " where i.inhparent = 'charger.status_history'::regclass");
    }
}
