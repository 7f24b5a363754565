package com.flexicharge.livemetrics;

import static com.flexicharge.livemetrics.Readings.at;
import static com.flexicharge.livemetrics.TransactionSide.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import com.flexicharge.shared.contract.Protocol;
import com.flexicharge.shared.contract.Reason;
import com.flexicharge.shared.contract.Refusal;
import com.flexicharge.shared.contract.livemetrics.LatestReading;
import com.flexicharge.shared.contract.livemetrics.LivemetricsEndpoints;
import com.flexicharge.shared.contract.livemetrics.LivemetricsEndpoints.ForgetSelfTest;
import com.flexicharge.shared.contract.livemetrics.LivemetricsEndpoints.GetLatest;
import com.flexicharge.shared.contract.livemetrics.LivemetricsEndpoints.HeldFor;
import com.flexicharge.shared.contract.livemetrics.LivemetricsEndpoints.LiveFrame;
import com.flexicharge.shared.contract.livemetrics.LivemetricsEndpoints.RecordReadings;
import com.flexicharge.shared.contract.livemetrics.LivemetricsEndpoints.Recorded;
import com.flexicharge.shared.contract.livemetrics.MeterReading;
import com.flexicharge.testing.TestDatabase;
import com.flexicharge.testing.TestDatabaseExtension;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TestDatabaseExtension.class)
class StoringTest {
    private static final int CHARGER = 100009;

    private final TestDatabase database;
    private RunningModule module;

    StoringTest(TestDatabase database) {
        this.database = database;
        this.module = new RunningModule(database, Map.of());
    }

    @BeforeEach
    void empty() {
        database.execute(
                "truncate livemetrics.readings",
                "truncate livemetrics.sessions",
                "truncate livemetrics.connector_readings");
    }

    @AfterEach
    void stop() {
        module.close();
    }

    @Test
    void theFirstReadingIsStoredThenOneEachIntervalAndTheLastAtTheEnd() {
        module.transactions.begin(Protocol.FLEXICHARGE, 4711, CHARGER, "alice", 0);
        for (long millis : new long[] {0, 200, 9_999, 10_000, 19_999, 20_001}) {
            record(Readings.flexiCharge(CHARGER, millis, 12, millis));
        }
        module.transactions.end(4711, 25_000, 25_000, "Remote", START.plusSeconds(21));

        await().untilAsserted(() -> assertThat(stored(4711))
                .containsExactly(
                        "2026-11-22 10:00:00+00|0|0|12|7200|f",
                        "2026-11-22 10:00:10+00|10000|10000|12|7200|f",
                        "2026-11-22 10:00:20.001+00|20001|20001|12|7200|f",
                        "2026-11-22 10:00:21+00|25000|25000|12|7200|t"));
        assertThat(database.rows(
                        "select user_id, connector_id, energy_wh, ended_at is not null from livemetrics.sessions"))
                .containsExactly("alice|100009|25000|t");
        assertThat(module.transactions.questions()).isZero();
    }

    @Test
    void aReadingThatIsDueIsAnsweredAfterItsCommitAndLinked() {
        module.transactions.beginSilently(Protocol.OCPP_16, 4711, CHARGER, "alice", 1_000);

        assertThat(record(strict(4711L, at(0, 1_035)))).isEqualTo(new Recorded(4711));
        assertThat(stored(4711)).containsExactly("2026-11-22 10:00:00+00|35|1035|12|7200|f");
    }

    @Test
    void whoNamesTheRunningSessionOfAnotherChargerIsAskedAboutSoThatItCanBeReported() {
        module.transactions.begin(Protocol.OCPP_16, 4711, 100_001, "alice", 0);
        record(new RecordReadings(100_001, 1, Protocol.OCPP_16, 4711L, false, List.of(at(0, 1)), null, START));
        var questionsBefore = module.transactions.questions();

        assertThat(record(strict(4711L, at(0, 1_000_000)))).isEqualTo(new Recorded(null));

        assertThat(module.transactions.questions()).isEqualTo(questionsBefore + 1);
        assertThat(stored(4711)).containsExactly("2026-11-22 10:00:00+00|1|1|12|7200|f");
    }

    @Test
    void eachReadingOfABatchIsJudgedInTimeOrder() {
        module.transactions.begin(Protocol.OCPP_16, 4711, CHARGER, "alice", 0);

        record(strict(4711L, at(20_000, 3), at(0, 1), at(15_000, 2), at(10_000, 2), at(29_999, 4)));

        assertThat(stored(4711))
                .extracting(row -> row.substring(0, row.indexOf('|')))
                .containsExactly("2026-11-22 10:00:00+00", "2026-11-22 10:00:10+00", "2026-11-22 10:00:20+00");
    }

    @Test
    void beginAndEndReadingsAreStoredWhateverTheInterval() {
        module.transactions.begin(Protocol.OCPP_16, 4711, CHARGER, "alice", 0);

        record(strict(4711L, at(0, 1), Readings.always(at(1, 2)), at(2, 3), Readings.always(at(3, 4))));

        assertThat(stored(4711)).hasSize(3);
    }

    @Test
    void aRepeatedMessageIsStoredOnceAndAnsweredAlike() {
        module.transactions.begin(Protocol.OCPP_16, 4711, CHARGER, "alice", 0);
        var message = strict(4711L, Readings.always(at(0, 1)), Readings.always(at(0, 1)), Readings.always(at(1, 2)));

        assertThat(record(message)).isEqualTo(new Recorded(4711));
        assertThat(record(message)).isEqualTo(new Recorded(4711));
        assertThat(stored(4711)).hasSize(2);
        await().untilAsserted(() -> assertThat(held("alice")).containsEntry("sessions", 1));
    }

    @Test
    void withoutAnIntervalEveryReadingIsStoredAlsoOfAStoppedClock() {
        restart(Map.of("LIVEMETRICS_DB_UPDATE_INTERVAL", "0"));
        module.transactions.begin(Protocol.FLEXICHARGE, 4711, CHARGER, "alice", 0);
        for (int i = 0; i < 5; i++) {
            var same = Readings.flexiCharge(CHARGER, 0, 12, i);
            record(new RecordReadings(
                    CHARGER, 1, Protocol.FLEXICHARGE, null, false, same.readings(), same.frame(), START.plusMillis(i)));
        }
        assertThat(stored(4711)).hasSize(5);
    }

    @Test
    void anAbsurdClockIsStoredByReceiptWithItsTimeAsSent() {
        module.transactions.begin(Protocol.OCPP_16, 4711, CHARGER, "alice", 0);
        var absurd = new MeterReading(
                java.time.Instant.MIN,
                "-999999999\0",
                false,
                "k\0",
                5L,
                null,
                null,
                1,
                1,
                "{\"a\":\"\\u0000\",\"b\":1e999999}");

        record(strict(4711L, absurd));

        assertThat(database.rows("select reading_at, reading_raw, reading_key, raw from livemetrics.readings"))
                .containsExactly("|-999999999\uFFFD|k\uFFFD|{\"a\":\"\\u0000\",\"b\":1e999999}");
    }

    @Test
    void whileTheDatabaseIsAwayADueReadingIsRefusedAndTheNextOneTriesAgain() {
        module.close();
        try (var proxy = database.proxy()) {
            module = new RunningModule(database.through(proxy), Map.of());
            module.transactions.begin(Protocol.FLEXICHARGE, 4711, CHARGER, "alice", 0);
            record(Readings.flexiCharge(CHARGER, 0, 12, 0));

            proxy.refuse();
            var refused =
                    catchThrowableOfType(Refusal.class, () -> record(Readings.flexiCharge(CHARGER, 10_000, 12, 100)));
            assertThat(refused.reason()).isEqualTo(Reason.UNAVAILABLE);
            assertThat(refused.code()).isEqualTo("dbError");
            assertThat(module.frames).extracting(LiveFrame::text).hasSize(2);

            proxy.heal();
            record(Readings.flexiCharge(CHARGER, 10_200, 12, 101));
            record(Readings.flexiCharge(CHARGER, 20_199, 12, 200));
            assertThat(stored(4711)).hasSize(2).last().asString().startsWith("2026-11-22 10:00:10.2+00|101");
        }
    }

    @Test
    void afterARestartTheIntervalGoesOnFromTheRow() {
        module.transactions.begin(Protocol.OCPP_16, 4711, CHARGER, "alice", 1_000);
        record(strict(4711L, at(0, 1_500)));
        record(strict(4711L, at(9_000, 1_600)));
        module.close();
        module = new RunningModule(
                database,
                Map.of(),
                transactions -> transactions.beginSilently(Protocol.OCPP_16, 4711, CHARGER, "alice", 1_000));

        assertThat(latest(4711)).extracting(LatestReading::energyWh).containsExactly(500L);
        record(strict(4711L, at(9_999, 1_700)));
        assertThat(stored(4711)).hasSize(1);
        assertThat(latest(4711)).extracting(LatestReading::energyWh).containsExactly(700L);
        record(strict(null, at(10_000, 1_400)));

        assertThat(stored(4711)).hasSize(2).last().isEqualTo("2026-11-22 10:00:10+00|700|1400|12|7200|f");
        assertThat(latest(4711))
                .containsExactly(
                        new LatestReading(4711, 700, 12, 7200, START.plusSeconds(10), START.plusMillis(10_000), true));
    }

    @Test
    void readingsWithoutAnOpenSessionAreConfirmedByAFlexiChargeChargerAndKeptNowhere() {
        assertThat(record(Readings.flexiCharge(CHARGER, 0, 12, 0))).isEqualTo(new Recorded(null));

        assertThat(database.rows("select * from livemetrics.readings")).isEmpty();
        assertThat(database.rows("select * from livemetrics.connector_readings"))
                .isEmpty();
        assertThat(module.frames).isEmpty();
    }

    @Test
    void readingsOfAStrictChargerWithoutASessionAreKeptForItsConnectorByTheSameRule() {
        for (long millis : new long[] {0, 9_999, 10_000, 10_000, 19_999}) {
            assertThat(record(strict(null, at(millis, 5)))).isEqualTo(new Recorded(null));
        }
        restart(Map.of());
        record(strict(null, at(19_999, 5)));
        record(strict(null, at(20_000, 5)));

        assertThat(
                        database.rows(
                                "select connector_id, connector, reading_at, meter_wh from livemetrics.connector_readings order by 3"))
                .containsExactly(
                        "100009|1|2026-11-22 10:00:00+00|5",
                        "100009|1|2026-11-22 10:00:10+00|5",
                        "100009|1|2026-11-22 10:00:20+00|5");
    }

    @Test
    void readingsOfOldAndAbsurdTimesFindTheirPlaceToo() {
        record(strict(
                null,
                Readings.reading(START.minusSeconds(3_000_000), 1, 1),
                Readings.reading(java.time.Instant.parse("2099-01-01T00:00:00Z"), 1, 2),
                Readings.always(Readings.reading(START.minusSeconds(2_600_000), 1, 3))));

        assertThat(database.rows("select meter_wh from livemetrics.connector_readings order by 1"))
                .containsExactly("1", "2", "3");
    }

    @Test
    void aChargerThatNamesAnotherChargersSessionWritesNothingIntoIt() {
        module.transactions.begin(Protocol.OCPP_16, 4711, 100001, "alice", 0);

        assertThat(record(strict(4711L, at(0, 5)))).isEqualTo(new Recorded(null));
        assertThat(record(strict(99_999_999_999L, at(10_000, 5)))).isEqualTo(new Recorded(null));

        assertThat(stored(4711)).isEmpty();
        assertThat(module.frames).isEmpty();
        assertThat(database.rows("select count(*) from livemetrics.connector_readings"))
                .containsExactly("2");
    }

    @Test
    void aChargerThatHasNoNumberYetWritesIntoItsOpenSession() {
        module.transactions.begin(Protocol.OCPP_16, 4711, CHARGER, "alice", 0);

        assertThat(record(strict(0L, at(0, 5)))).isEqualTo(new Recorded(4711));
        assertThat(record(strict(-1L, at(10_000, 5)))).isEqualTo(new Recorded(4711));
        assertThat(stored(4711)).hasSize(2);
    }

    @Test
    void aNumberThatNoSessionCanHaveIsReadAsNone() {
        module.transactions.begin(Protocol.OCPP_16, 4711, CHARGER, "alice", 0);

        assertThat(record(strict(Long.MAX_VALUE, at(0, 35)))).isEqualTo(new Recorded(4711));
    }

    @Test
    void connectorsMayHaveAnyNumber() {
        module.transactions.beginSilently(Protocol.OCPP_16, 4711, CHARGER, 70_000, "alice", 0);

        assertThat(record(onConnector(70_000, 4711L))).isEqualTo(new Recorded(4711));
        assertThat(record(onConnector(70_001, null))).isEqualTo(new Recorded(null));
        module.transactions.end(4711, 50, 50, "Local", START.plusSeconds(50));

        await().untilAsserted(() -> assertThat(stored(4711)).hasSize(2));
        assertThat(database.rows("select connector from livemetrics.connector_readings"))
                .containsExactly("70001");
        restart(Map.of());
        record(onConnector(70_001, null));
        assertThat(database.rows("select connector from livemetrics.connector_readings"))
                .hasSize(1);
    }

    @Test
    void readingsThatComeAfterTheEndAreStoredAndSentToNobody() {
        module.transactions.begin(Protocol.OCPP_16, 4711, CHARGER, "alice", 0);
        record(strict(4711L, at(0, 5)));
        module.transactions.end(4711, 500, 500, "EVDisconnected", START.plusSeconds(60));
        await().untilAsserted(() -> assertThat(stored(4711)).hasSize(2));
        int sent = module.frames.size();

        record(strict(4711L, Readings.always(at(30_000, 300)), Readings.always(at(60_000, 500))));

        assertThat(stored(4711)).hasSize(4).element(2).isEqualTo("2026-11-22 10:00:30+00|300|300|12|7200|f");
        assertThat(latest(4711)).extracting(LatestReading::energyWh).containsExactly(500L);
        assertThat(module.frames).hasSize(sent);
        assertThat(held("alice")).containsEntry("sessions", 0);
    }

    @Test
    void aRealStopAfterAnEstimateCorrectsTheLastReadingAndIsNotToldAgain() {
        module.transactions.begin(Protocol.FLEXICHARGE, 4711, CHARGER, "alice", 0);
        record(Readings.flexiCharge(CHARGER, 0, 12, 100));
        module.transactions.end(4711, 100, 100, "Lost", START.plusSeconds(30));
        await().untilAsserted(() -> assertThat(stored(4711)).hasSize(2));
        module.transactions.end(4711, 90, 90, "Local", START.plusSeconds(40));

        await().untilAsserted(
                        () -> assertThat(stored(4711)).last().isEqualTo("2026-11-22 10:00:40+00|90|90|12|7200|t"));
        assertThat(stored(4711)).hasSize(2);
        assertThat(database.rows("select energy_wh from livemetrics.sessions")).containsExactly("90");
        assertThat(module.frames)
                .filteredOn(frame -> frame.kind() == LiveFrame.Kind.END)
                .hasSize(1);
    }

    @Test
    void anEndThatNobodyHeardOfIsFoundAfterARestart() {
        module.transactions.begin(Protocol.FLEXICHARGE, 4711, CHARGER, "alice", 0);
        record(Readings.flexiCharge(CHARGER, 0, 12, 100));
        module.stopModule();
        module.kill();
        module = new RunningModule(database, Map.of(), transactions -> {
            transactions.beginSilently(Protocol.FLEXICHARGE, 4711, CHARGER, "alice", 0);
            transactions.endSilently(4711, 700, 700, "Lost", START.plusSeconds(50));
        });

        await().untilAsserted(
                        () -> assertThat(stored(4711)).last().isEqualTo("2026-11-22 10:00:50+00|700|700|12|7200|t"));
        assertThat(module.frames).extracting(LiveFrame::kind).containsExactly(LiveFrame.Kind.END);
    }

    @Test
    void anEndThatCannotBeStoredIsToldAtOnceAndStoredLater() {
        module.close();
        try (var proxy = database.proxy()) {
            module = new RunningModule(database.through(proxy), Map.of());
            module.transactions.begin(Protocol.FLEXICHARGE, 4711, CHARGER, "alice", 0);
            record(Readings.flexiCharge(CHARGER, 0, 12, 100));
            proxy.refuse();
            module.transactions.end(4711, 700, 700, "Remote", START.plusSeconds(50));
            await().untilAsserted(() -> assertThat(module.frames)
                    .extracting(LiveFrame::kind)
                    .containsExactly(LiveFrame.Kind.READING, LiveFrame.Kind.END));
            module.close();
        }
        assertThat(stored(4711)).hasSize(1);
        module = new RunningModule(database, Map.of(), transactions -> {
            transactions.beginSilently(Protocol.FLEXICHARGE, 4711, CHARGER, "alice", 0);
            transactions.endSilently(4711, 700, 700, "Remote", START.plusSeconds(50));
        });

        await().untilAsserted(
                        () -> assertThat(stored(4711)).last().isEqualTo("2026-11-22 10:00:50+00|700|700|12|7200|t"));
    }

    @Test
    void aSessionThatIsKnownNoMoreIsClosedWithoutAWord() {
        module.transactions.begin(Protocol.FLEXICHARGE, 4711, CHARGER, "alice", 0);
        record(Readings.flexiCharge(CHARGER, 0, 12, 100));
        restart(Map.of());

        await().untilAsserted(() -> assertThat(database.rows("select ended_at is null from livemetrics.sessions"))
                .containsExactly("f"));
        assertThat(stored(4711)).hasSize(1);
        assertThat(module.frames).isEmpty();
    }

    @Test
    void sessionsWithNumbersFarApartAllHaveAPlace() {
        for (int transactionID : new int[] {1, 99_999, 100_000, 4_711_000, Integer.MAX_VALUE}) {
            module.transactions.begin(Protocol.OCPP_16, transactionID, CHARGER, "alice", 0);
            record(strict((long) transactionID, at(0, 5)));
            assertThat(stored(transactionID)).hasSize(1);
        }
    }

    @Test
    void manyChargersAtOnceAreAllStored() {
        var chargers = IntStream.range(0, 300).boxed().toList();
        chargers.forEach(
                i -> module.transactions.beginSilently(Protocol.FLEXICHARGE, 1_000 + i, 200_000 + i, "u" + i, 0));
        var answers = chargers.stream()
                .map(i -> module.bus.ask(
                        LivemetricsEndpoints.RECORD_READINGS, Readings.flexiCharge(200_000 + i, 0, 12, i)))
                .toList();
        answers.forEach(RunningModule::await);

        assertThat(database.rows("select count(*), sum(energy_wh) from livemetrics.readings"))
                .containsExactly("300|44850");
    }

    @Test
    void theSelfTestLeavesNothingBehind() {
        module.transactions.begin(Protocol.FLEXICHARGE, 4711, 99, "selftest", 0);
        module.transactions.begin(Protocol.FLEXICHARGE, 4712, CHARGER, "alice", 0);
        record(Readings.flexiCharge(99, 0, 12, 100));
        record(Readings.flexiCharge(CHARGER, 0, 12, 100));
        module.transactions.end(4711, 100, 100, "Remote", START.plusSeconds(1));

        module.ask(LivemetricsEndpoints.FORGET_SELF_TEST, new ForgetSelfTest(99));

        assertThat(held("selftest")).containsEntry("sessions", 0);
        assertThat(database.rows("select transaction_id from livemetrics.sessions"))
                .containsExactly("4712");
        assertThat(database.rows("select transaction_id from livemetrics.readings"))
                .containsExactly("4712");
    }

    private Recorded record(RecordReadings message) {
        return module.ask(LivemetricsEndpoints.RECORD_READINGS, message);
    }

    private static RecordReadings onConnector(int connector, @org.jspecify.annotations.Nullable Long transactionID) {
        return new RecordReadings(
                CHARGER, connector, Protocol.OCPP_16, transactionID, false, List.of(at(0, 35)), null, START);
    }

    private static RecordReadings strict(
            @org.jspecify.annotations.Nullable Long transactionID, MeterReading... readings) {
        var last = readings[readings.length - 1].takenAt();
        return Readings.strict(CHARGER, transactionID, last == null || last.isBefore(START) ? START : last, readings);
    }

    private List<LatestReading> latest(int transactionID) {
        return module.ask(LivemetricsEndpoints.GET_LATEST, new GetLatest(List.of(transactionID)))
                .readings();
    }

    private Map<String, Integer> held(String userID) {
        return module.ask(LivemetricsEndpoints.HELD_FOR, new HeldFor(userID)).held();
    }

    private List<String> stored(int transactionID) {
        return database.rows("select reading_at, energy_wh, meter_wh, percent, power_w, final from livemetrics.readings"
                + " where transaction_id = " + transactionID + " order by reading_no");
    }

    private void restart(Map<String, String> settings) {
        module.close();
        module = new RunningModule(database, settings);
    }
}
