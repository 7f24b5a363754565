package com.flexicharge.launcher.outage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.flexicharge.launcher.e2e.ChildServer;
import com.flexicharge.launcher.e2e.RunningServer;
import com.flexicharge.testing.PostgresProcess;
import com.flexicharge.testing.TestDatabase;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Fifty chargers in mid-session, while the database or the program is killed, or the program is told to stop. */
class KilledUnderLoadTest {
    private static final int CHARGERS = 50;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Vertx VERTX = Vertx.vertx();

    @TempDir
    static Path files = Path.of("");

    @TempDir
    Path folder = Path.of("");

    @SuppressWarnings("NullAway.Init")
    static PostgresProcess postgres;

    @SuppressWarnings("NullAway.Init")
    private List<RepeatingCharger> fleet;

    @BeforeAll
    static void startDatabase() {
        postgres = PostgresProcess.in(files);
    }

    @AfterAll
    static void stopDatabase() {
        VERTX.close().toCompletionStage().toCompletableFuture().join();
        postgres.close();
    }

    @AfterEach
    void fallSilent() {
        fleet.forEach(RepeatingCharger::fallSilent);
    }

    @Test
    void afterTheDatabaseWasKilledTheProcessGoesOnByItselfAndEachSessionIsThereOnce() {
        var settings = settings();
        try (var child = ChildServer.start(folder, settings)) {
            child.awaitLine("FlexiCharge is up.");
            begin("DB", settings);
            awaitStops(100);

            postgres.kill();
            postgres.startAgain();

            awaitStops(stops() + 100);
            finish();
            assertEverySessionIsThereOnce("DB");
        }
    }

    @Test
    void afterTheProgramWasKilledAndStartedAgainEachSessionIsThereOnceAndItsChargersAreBack() {
        var settings = settings();
        try (var child = ChildServer.start(folder, settings)) {
            child.awaitLine("FlexiCharge is up.");
            begin("KILL", settings);
            awaitStops(100);
        }
        var before = stops();
        try (var child = ChildServer.start(folder, settings)) {
            child.awaitLine("FlexiCharge is up.");
            awaitStops(before + 100);
            finish();
            assertEverySessionIsThereOnce("KILL");
            assertThat(rows("select count(*) from charger.chargers where connected and serial_number like 'KILL-%'"))
                    .containsExactly(Integer.toString(CHARGERS));
        }
    }

    @Test
    void whenItIsTerminatedUnderLoadWhatIsStoredWasConfirmedAndWhatWasConfirmedIsStored() {
        var settings = settings();
        try (var child = ChildServer.start(folder, settings)) {
            child.awaitLine("FlexiCharge is up.");
            begin("TERM", settings);
            awaitStops(100);

            child.terminate();

            assertThat(child.status()).as("128 + SIGTERM").isEqualTo(143);
        }
        fleet.forEach(RepeatingCharger::fallSilent);
        assertThat(ids("select transaction_id from transaction.transactions where serial_number like 'TERM-%'"))
                .containsExactlyInAnyOrderElementsOf(all(RepeatingCharger::started));
        assertThat(ids("select transaction_id from transaction.transactions where serial_number like 'TERM-%'"
                        + " and state = 'ended'"))
                .containsExactlyInAnyOrderElementsOf(all(RepeatingCharger::stopped));
        assertThat(ids("select r.transaction_id from livemetrics.readings r join transaction.transactions t"
                        + " using (transaction_id) where not r.final and t.serial_number like 'TERM-%'"))
                .containsExactlyInAnyOrderElementsOf(all(RepeatingCharger::read));
        assertThat(rows("select count(*) from charger.chargers where connected and serial_number like 'TERM-%'"))
                .containsExactly("0");
    }

    private Map<String, String> settings() {
        var settings = RunningServer.settings(database(), folder);
        settings.put("OCPP_UNKNOWN_CHARGERS", "accept");
        settings.put("LIVEMETRICS_DB_UPDATE_INTERVAL", "0");
        return settings;
    }

    private void begin(String name, Map<String, String> settings) {
        var port = Integer.parseInt(settings.getOrDefault("SOCKET_PORT", ""));
        WebSocketClient client = VERTX.createWebSocketClient(new WebSocketClientOptions().setMaxConnections(CHARGERS));
        fleet = IntStream.range(0, CHARGERS)
                .mapToObj(number -> new RepeatingCharger(name + "-" + number, VERTX, client, port))
                .toList();
        var context = VERTX.getOrCreateContext();
        fleet.forEach(charger -> context.runOnContext(now -> charger.run()));
    }

    private void awaitStops(int number) {
        await().atMost(PATIENCE).until(() -> stops() >= number);
    }

    private int stops() {
        return fleet.stream().mapToInt(charger -> charger.stopped().size()).sum();
    }

    private void finish() {
        fleet.forEach(RepeatingCharger::finish);
        await().atMost(PATIENCE).until(() -> fleet.stream().allMatch(RepeatingCharger::isDone));
    }

    private void assertEverySessionIsThereOnce(String name) {
        assertThat(rows(
                        "select transaction_id, state, energy_wh from transaction.transactions where serial_number like '"
                                + name + "-%'"))
                .containsExactlyInAnyOrderElementsOf(all(RepeatingCharger::started).stream()
                        .map(id -> id + "|ended|100")
                        .toList());
        assertThat(ids("select r.transaction_id from livemetrics.readings r join transaction.transactions t"
                        + " using (transaction_id) where not r.final and t.serial_number like '" + name + "-%'"))
                .containsExactlyInAnyOrderElementsOf(all(RepeatingCharger::read));
        assertThat(rows("select count(*) from transaction.unmatched")).containsExactly("0");
    }

    private List<Integer> all(Function<RepeatingCharger, List<Integer>> kind) {
        return fleet.stream().map(kind).flatMap(Collection::stream).toList();
    }

    private static List<Integer> ids(String sql) {
        return rows(sql).stream().map(Integer::valueOf).toList();
    }

    private static List<String> rows(String sql) {
        return database().rows(sql);
    }

    private static TestDatabase database() {
        return postgres.database();
    }
}
