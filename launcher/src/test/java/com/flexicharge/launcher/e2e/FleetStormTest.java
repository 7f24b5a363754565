package com.flexicharge.launcher.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.flexicharge.launcher.e2e.StormCharger.Speaks;
import com.flexicharge.shared.contract.charger.ChargerEndpoints;
import com.flexicharge.testing.TestDatabase;
import com.flexicharge.testing.TestDatabaseExtension;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocketClientOptions;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Two thousand chargers do the same in the same instant: all come at once, boot at once, report at once, charge at once. */
@Tag("slow")
@ExtendWith(TestDatabaseExtension.class)
class FleetStormTest {
    private static final int OF_EACH_DIALECT = 1_000;

    /** Of one step of all chargers together; a step takes a few seconds on two cores that others use too. */
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    @TempDir
    static Path folder = Path.of("");

    @SuppressWarnings("NullAway.Init")
    static RunningServer server;

    private static final Vertx VERTX = Vertx.vertx();

    @BeforeAll
    static void start(TestDatabase database) {
        server = RunningServer.on(
                database, folder, Map.of("OCPP_UNKNOWN_CHARGERS", "accept", "LIVEMETRICS_DB_UPDATE_INTERVAL", "0"));
    }

    @AfterAll
    static void stop() {
        join(VERTX.close());
        server.close();
    }

    @Test
    void whatEachOfTwoThousandChargersWasToldIsStored(TestReporter reporter) {
        var fleet = Stream.of(Speaks.values()).flatMap(FleetStormTest::chargers).toList();
        int port = URI.create(server.sockets("/")).getPort();
        var client = VERTX.createWebSocketClient(new WebSocketClientOptions().setMaxConnections(fleet.size()));
        join(register());

        all(reporter, "connect", 1, fleet, charger -> charger.connect(client, port));
        all(reporter, "boot", 1, fleet, StormCharger::boot);
        all(reporter, "report", 1, fleet, StormCharger::reportStatus);
        all(reporter, "charge", 5, fleet, StormCharger::charge);

        assertThat(rows("select serial_number, transaction_id, state, energy_wh from transaction.transactions"))
                .containsExactlyInAnyOrderElementsOf(
                        fleet.stream().map(StormCharger::session).toList());
        assertThat(rows("select count(*) from livemetrics.readings where not final"))
                .containsExactly(String.valueOf(3 * fleet.size()));
        assertThat(rows("select count(*) from charger.connectors where connector = 1"))
                .containsExactly(String.valueOf(fleet.size()));
        assertThat(rows("select count(*) from transaction.unmatched")).containsExactly("0");
    }

    private static Stream<StormCharger> chargers(Speaks dialect) {
        return IntStream.range(0, OF_EACH_DIALECT)
                .mapToObj(number -> new StormCharger(dialect, dialect + "-" + number, 1_000 + number));
    }

    /** Strict ones are registered as they connect. */
    private static Future<?> register() {
        return Future.all(IntStream.range(0, OF_EACH_DIALECT)
                .mapToObj(number ->
                        new ChargerEndpoints.PutCharger(Speaks.FLEXICHARGE + "-" + number, null, null, null, null))
                .map(charger -> server.process().bus().ask(ChargerEndpoints.PUT_CHARGER, charger))
                .toList());
    }

    private static void all(
            TestReporter reporter,
            String step,
            int messages,
            List<StormCharger> fleet,
            Function<StormCharger, Future<Void>> does) {
        var began = System.nanoTime();
        join(Future.all(fleet.stream().map(does).toList()));
        var seconds = (System.nanoTime() - began) / 1e9;
        reporter.publishEntry(step, "%.1f s, %.0f messages/s".formatted(seconds, messages * fleet.size() / seconds));
    }

    private static List<String> rows(String sql) {
        return server.database().rows(sql);
    }

    private static void join(Future<?> future) {
        future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .join();
    }
}
