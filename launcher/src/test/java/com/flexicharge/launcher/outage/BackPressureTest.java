package com.flexicharge.launcher.outage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.flexicharge.launcher.e2e.RunningServer;
import com.flexicharge.shared.contract.ocpp.OcppEndpoints;
import com.flexicharge.testing.TestDatabase;
import com.flexicharge.testing.TestDatabaseExtension;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocketClientOptions;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A hundred chargers that send as fast as they can while the database does not answer. */
@ExtendWith(TestDatabaseExtension.class)
class BackPressureTest {
    private static final int CHARGERS = 100;

    /** 65,536 characters wait, in messages of 12,000, and one is in hand; the one that filled it up was read whole. */
    private static final int MOST_HELD = 8;

    @TempDir
    Path folder = Path.of("");

    @Test
    void theyAreHeldBackAtTheirSocketsAndAllThatWasSentIsAnsweredWhenItIsBack(TestDatabase database)
            throws IOException, InterruptedException {
        var vertx = Vertx.vertx();
        try (var proxy = database.proxy();
                var server = RunningServer.on(
                        database.through(proxy),
                        folder,
                        Map.of("OCPP_UNKNOWN_CHARGERS", "accept", "OCPP_MAX_FRAMES_PER_S", "10000"))) {
            var client = vertx.createWebSocketClient(
                    new WebSocketClientOptions().setMaxConnections(CHARGERS).setSendBufferSize(16 << 10));
            var port = URI.create(server.sockets("/")).getPort();
            var fleet = IntStream.range(0, CHARGERS)
                    .mapToObj(number -> new Flood("FLOOD-" + number))
                    .toList();
            join(Future.all(
                    fleet.stream().map(charger -> charger.connect(client, port)).toList()));
            proxy.hold();
            fleet.forEach(charger -> charger.begin(vertx));

            await().atMost(Duration.ofSeconds(30)).until(() -> fleet.stream().allMatch(Flood::isHeldBack));
            for (var connectorID : database.rows("select connector_id from charger.chargers where connected")) {
                assertThat(queuedFrames(server, Integer.parseInt(connectorID))).isLessThanOrEqualTo(MOST_HELD);
            }
            assertThat(writesWaiting(server)).isLessThanOrEqualTo(CHARGERS);

            fleet.forEach(Flood::stop);
            proxy.heal();
            await().atMost(Duration.ofSeconds(90)).until(() -> fleet.stream().allMatch(Flood::hasAllAnswers));
        } finally {
            join(vertx.close());
        }
    }

    private static int queuedFrames(RunningServer server, int connectorID) {
        var held = server.process().bus().ask(OcppEndpoints.HELD_FOR, new OcppEndpoints.HeldFor(connectorID));
        return held.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(10, TimeUnit.SECONDS)
                .join()
                .held()
                .getOrDefault("queuedFrames", 0);
    }

    /** In all gathering writers together. */
    private static double writesWaiting(RunningServer server) throws IOException, InterruptedException {
        var metrics = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(server.http("/metrics")).build(), BodyHandlers.ofString())
                .body();
        var waiting = metrics.lines()
                .filter(line -> line.startsWith("flexicharge_db_write_waiting"))
                .toList();
        assertThat(waiting).isNotEmpty();
        return waiting.stream()
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    private static void join(Future<?> future) {
        future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(60, TimeUnit.SECONDS)
                .join();
    }
}
