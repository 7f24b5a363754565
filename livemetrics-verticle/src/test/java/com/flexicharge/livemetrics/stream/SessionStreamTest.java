package com.flexicharge.livemetrics.stream;

import static com.flexicharge.livemetrics.Readings.at;
import static com.flexicharge.livemetrics.TransactionSide.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.flexicharge.livemetrics.Readings;
import com.flexicharge.livemetrics.RunningModule;
import com.flexicharge.shared.contract.Protocol;
import com.flexicharge.shared.contract.Role;
import com.flexicharge.shared.contract.livemetrics.LivemetricsEndpoints;
import com.flexicharge.shared.contract.transaction.TransactionState;
import com.flexicharge.testing.TestDatabase;
import com.flexicharge.testing.TestDatabaseExtension;
import com.flexicharge.testing.Watch;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(TestDatabaseExtension.class)
class SessionStreamTest {
    private static final int CHARGER = 100009;
    private static final long END = 9_007_199_254_740_991L;

    private final TestDatabase database;
    private RunningModule module;

    SessionStreamTest(TestDatabase database) {
        this.database = database;
        module = start();
        database.execute("truncate livemetrics.readings", "truncate livemetrics.sessions");
    }

    private RunningModule start() {
        return new RunningModule(database, Map.of("LIVEMETRICS_KEEPALIVE_S", "1", "LIVEMETRICS_RESUME_EVENTS", "3"));
    }

    @BeforeEach
    void charge() {
        module.transactions.begin(Protocol.OCPP_16, 4711, CHARGER, "alice", 0);
    }

    @AfterEach
    void stop() {
        module.close();
    }

    @Test
    void whoWatchesSeesTheSessionThenWhatEachReadingChangesThenTheEnd() {
        try (var watch = watch("alice")) {
            assertThat(watch.status()).isEqualTo(200);
            assertThat(watch.header("content-type")).isEqualTo("text/event-stream; charset=utf-8");
            assertThat(watch.header("cache-control")).isEqualTo("no-store");
            assertThat(watch.nextOrComment().data()).isEqualTo("retry: 2000");
            assertThat(watch.next("snapshot").data())
                    .isEqualTo(
                            "{\"transactionID\":4711,\"state\":\"active\",\"connectorID\":100009,\"startTimestamp\":"
                                    + START.getEpochSecond()
                                    + ",\"endTimestamp\":null,\"currentChargePercentage\":0,\"chargingPowerW\":null,\"energyWh\":0,"
                                    + "\"kwhTransferred\":0,\"pricePerKwh\":333,\"price\":0,\"readingAt\":null,\"suspect\":false}");

            read(1_000, 1_501);
            assertThat(watch.next("reading").data())
                    .isEqualTo("{\"readingAt\":\"2026-11-22T10:00:01.000Z\",\"currentChargePercentage\":12,"
                            + "\"chargingPowerW\":7200,\"energyWh\":1501,\"kwhTransferred\":1,\"price\":500}");
            read(2_000, 1_600);
            assertThat(watch.next("reading").data())
                    .isEqualTo("{\"readingAt\":\"2026-11-22T10:00:02.000Z\",\"energyWh\":1600,\"price\":533}");

            module.transactions.end(4711, 1_700, 1_700, "Remote", START.plusSeconds(60));
            var end = watch.next("end");
            assertThat(end.id()).isEqualTo("4711-" + END);
            assertThat(end.json().get("state").textValue()).isEqualTo("ended");
            assertThat(end.json().get("energyWh").intValue()).isEqualTo(1_700);
            assertThat(end.json().get("price").intValue()).isEqualTo(566);
            assertThat(end.json().get("stopReason").textValue()).isEqualTo("Remote");
            watch.ended();
        }
    }

    @Test
    void numbersRiseAlsoOverARestart() {
        long before;
        try (var watch = watch("alice")) {
            watch.next("snapshot");
            read(1_000, 10);
            before = number(watch.next("reading"));
        }
        module.close();
        module = start();
        charge();
        try (var watch = watch("alice", "last-event-id", "4711-" + before)) {
            assertThat(number(watch.next("snapshot"))).isGreaterThan(before);
            read(2_000, 20);
            assertThat(number(watch.next("reading"))).isGreaterThan(before);
        }
    }

    @Test
    void whoComesBackInTimeGetsExactlyWhatWasMissed() {
        String last;
        try (var watch = watch("alice")) {
            watch.next("snapshot");
            read(1_000, 10);
            last = watch.next("reading").id();
        }
        read(2_000, 20);
        read(3_000, 30);
        try (var watch = watch("alice", "last-event-id", last)) {
            assertThat(watch.next("reading").json().get("energyWh").intValue()).isEqualTo(20);
            assertThat(watch.next("reading").json().get("energyWh").intValue()).isEqualTo(30);
            read(4_000, 40);
            assertThat(watch.next("reading").json().get("energyWh").intValue()).isEqualTo(40);
        }
        try (var watch = watchAt("/transactions/4711/live?last_event_id=" + last, "alice")) {
            assertThat(watch.next("reading").json().get("energyWh").intValue()).isEqualTo(20);
        }
    }

    @Test
    void whoHasReadTheSnapshotOnlyComesBackToWhatFollowedIt() {
        String last;
        try (var watch = watch("alice")) {
            last = watch.next("snapshot").id();
        }
        read(1_000, 10);
        try (var watch = watch("alice", "last-event-id", last)) {
            assertThat(watch.next("reading").json().get("energyWh").intValue()).isEqualTo(10);
        }
    }

    @Test
    void whoComesInTheMiddleSeesWhatTheMeterShowsAndWhenItWasRead() {
        read(1_000, 1_501);
        try (var watch = watch("alice")) {
            var snapshot = watch.next("snapshot").json();
            assertThat(snapshot.get("energyWh").intValue()).isEqualTo(1_501);
            assertThat(snapshot.get("price").intValue()).isEqualTo(500);
            assertThat(snapshot.get("readingAt").textValue()).isEqualTo("2026-11-22T10:00:01.000Z");
            read(2_000, 1_600);
            assertThat(watch.next("reading").json().get("energyWh").intValue()).isEqualTo(1_600);
        }
    }

    @Test
    void whoComesBackTooLateBeginsAnew() {
        String last;
        try (var watch = watch("alice")) {
            last = watch.next("snapshot").id();
        }
        for (int i = 1; i <= 4; i++) {
            read(i * 1_000L, i * 10L);
        }
        try (var watch = watch("alice", "last-event-id", last)) {
            assertThat(watch.next("snapshot").json().get("energyWh").intValue()).isEqualTo(40);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "4712-1",
                "4711-0",
                "4711-x",
                "nonsense",
                "4711-99999999999999999999",
                "-",
                "4711-9007199254740990"
            })
    void anIdThatIsNotKnownBeginsAnew(String id) {
        try (var watch = watch("alice", "last-event-id", id)) {
            watch.next("snapshot");
            read(1_000, 10);
            watch.next("reading");
        }
    }

    @Test
    void whoHasHeardTheEndIsToldNotToComeBackAlsoAfterARestart() {
        module.transactions.end(4711, 5_000, 5_000, "Local", START.plusSeconds(60));
        try (var watch = watch("alice", "last-event-id", "4711-" + END)) {
            assertThat(watch.status()).isEqualTo(204);
        }
        try (var watch = watch("alice", "last-event-id", "4710-" + END)) {
            assertThat(watch.status()).isEqualTo(200);
        }
    }

    @Test
    void aSessionThatIsOverIsShownWithItsEnd() {
        read(1_000, 10);
        module.transactions.end(4711, 5_000, 5_000, "Local", START.plusSeconds(60));
        await().until(() -> !module.frames.isEmpty());
        try (var watch = watch("alice")) {
            assertThat(watch.next("snapshot").json().get("energyWh").intValue()).isEqualTo(5_000);
            assertThat(watch.next("end").json().get("endTimestamp").longValue())
                    .isEqualTo(START.plusSeconds(60).getEpochSecond());
            watch.ended();
            assertThat(watch.unread()).isZero();
        }
    }

    @Test
    void aReservedSessionIsShownAndThenItsWayToTheEnd() {
        module.transactions.inState(4711, TransactionState.RESERVED);
        try (var watch = watch("alice")) {
            assertThat(watch.next("snapshot").json().get("state").textValue()).isEqualTo("reserved");
            module.transactions.inState(4711, TransactionState.REQUESTED);
            assertThat(watch.next("state").data()).isEqualTo("{\"state\":\"requested\"}");
            module.transactions.inState(4711, TransactionState.ACTIVE);
            assertThat(watch.next("state").json().get("state").textValue()).isEqualTo("active");
            module.transactions.inState(4711, TransactionState.STOPPING);
            watch.next("state");
            module.transactions.inState(4711, TransactionState.EXPIRED);
            assertThat(watch.next("end").json().get("state").textValue()).isEqualTo("expired");
            watch.ended();
        }
    }

    @Test
    void aSessionThatNobodyKnowsAnyMoreEndsItsStreams() {
        try (var watch = watch("alice")) {
            watch.next("snapshot");
            module.transactions.forget(4711);
            module.transactions.inState(4711, TransactionState.ACTIVE);
            watch.ended();
        }
    }

    @Test
    void severalWatchersSeeTheSame() {
        try (var one = watch("alice");
                var other = watch("alice");
                var admin = watchAs("root", Role.ADMIN)) {
            one.next("snapshot");
            other.next("snapshot");
            admin.next("snapshot");
            read(1_000, 10);
            var seen = one.next("reading");
            assertThat(other.next("reading")).isEqualTo(seen);
            assertThat(admin.next("reading")).isEqualTo(seen);
        }
    }

    @Test
    void silenceIsNotTakenForTheEnd() {
        try (var watch = watch("alice")) {
            watch.next("snapshot");
            assertThat(watch.nextOrComment().data()).isEqualTo("keep-alive");
            assertThat(watch.nextOrComment().data()).isEqualTo("keep-alive");
        }
    }

    @Test
    void theStreamEndsWithItsTokenAndWithTheServer() {
        var token = module.token("alice", Role.USER, Duration.ofSeconds(2));
        try (var shortly = Watch.open(module.httpPort(), "/transactions/4711/live?access_token=" + token);
                var longer = watch("alice")) {
            shortly.next("snapshot");
            longer.next("snapshot");
            shortly.ended();
            assertThat(longer.isOver()).isFalse();
            module.stopModule();
            longer.ended();
            module.kill();
            module = start();
        }
    }

    @Test
    void onlyItsOwnerAndOperatorsMayWatch() {
        assertThat(statusOf("/transactions/4711/live", "authorization", "Bearer " + module.token("bob")))
                .isEqualTo(403);
        assertThat(statusOf("/transactions/4711/live")).isEqualTo(401);
        assertThat(statusOf("/transactions/4711/live?access_token=x")).isEqualTo(401);
        assertThat(statusOf("/transactions/4711/live?ticket=x")).isEqualTo(401);
        assertThat(statusOf("/transactions/4799/live", "authorization", "Bearer " + module.token("alice")))
                .isEqualTo(404);
        assertThat(statusOf("/transactions/x/live", "authorization", "Bearer " + module.token("alice")))
                .isEqualTo(400);
        assertThat(statusOf("/transaction/4711/live?token=" + module.token("alice")))
                .isEqualTo(200);
    }

    private int statusOf(String path, String... headers) {
        try (var watch = Watch.open(module.httpPort(), path, headers)) {
            return watch.status();
        }
    }

    private Watch watch(String userID, String... headers) {
        var all = new String[headers.length + 2];
        all[0] = "authorization";
        all[1] = "Bearer " + module.token(userID);
        System.arraycopy(headers, 0, all, 2, headers.length);
        return Watch.open(module.httpPort(), "/transactions/4711/live", all);
    }

    private Watch watchAt(String path, String userID) {
        return Watch.open(module.httpPort(), path, "authorization", "Bearer " + module.token(userID));
    }

    private Watch watchAs(String userID, Role role) {
        var token = module.token(userID, role, Duration.ofHours(1));
        return Watch.open(module.httpPort(), "/transactions/4711/live", "authorization", "Bearer " + token);
    }

    private static long number(Watch.Event event) {
        return Long.parseLong(event.id().substring("4711-".length()));
    }

    private void read(long millis, long registerWh) {
        module.ask(
                LivemetricsEndpoints.RECORD_READINGS,
                Readings.strict(CHARGER, 4711L, START.plusMillis(millis), at(millis, registerWh)));
    }
}
