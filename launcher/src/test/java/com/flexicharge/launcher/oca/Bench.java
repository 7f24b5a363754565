package com.flexicharge.launcher.oca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.flexicharge.launcher.e2e.RunningServer;
import com.flexicharge.testing.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/** A running server, its operator, and as many charge points as cases need: each case has its own. */
final class Bench implements AutoCloseable {
    /** Long enough for a busy machine; waiting ends with the answer. */
    private static final int WAIT_MILLIS = 9_000;

    private static final AtomicInteger STATIONS = new AtomicInteger();

    private final RunningServer server;

    private Bench(RunningServer server) {
        this.server = server;
    }

    static Bench start(TestDatabase database, Path folder, Map<String, String> settings) {
        var bench = new Bench(RunningServer.on(database, folder, settings));
        bench.tag("OCA1", "{}");
        return bench;
    }

    RunningServer server() {
        return server;
    }

    /** JSON as the cases write it, with {@code '} for {@code "}. */
    static String json(String text) {
        return text.replace('\'', '"');
    }

    static String now() {
        return ago(Duration.ZERO);
    }

    static String ago(Duration before) {
        return Instant.now().minus(before).truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** A charge point nobody has seen before, connected and booted. */
    Station booted() {
        return connected().boots();
    }

    /** Connected, and nothing else. */
    Station connected() {
        return Station.connect(this, register());
    }

    /** @return the identity of a new charge point that may connect */
    String register() {
        var identity = "OCA-" + STATIONS.incrementAndGet();
        assertThat(put("/chargers/serial/" + identity, "{}").status()).isEqualTo(201);
        return identity;
    }

    int connectorID(String identity) {
        return get("/chargers/serial/" + identity).path("connectorID").asInt();
    }

    void tag(String idTag, String tag) {
        assertThat(put("/id-tags/" + idTag, json(tag)).status()).isIn(200, 201);
    }

    /** What the operator sees there. */
    JsonNode get(String path) {
        var answer = server.get(path, server.adminToken());
        assertThat(answer.status()).as(path + " " + answer.body()).isEqualTo(200);
        return answer.body();
    }

    RunningServer.Answer put(String path, String body) {
        return server.put(path, server.adminToken(), body);
    }

    RunningServer.Answer post(String path, String body) {
        return server.post(path, server.adminToken(), json(body));
    }

    /** The operator asks, and waits for the charge point's answer. @return the command in its final state */
    CompletableFuture<JsonNode> operate(Station station, String action, String payload) {
        var path = "/chargers/" + station.connectorID() + "/operations/" + action + "?wait=" + WAIT_MILLIS;
        return CompletableFuture.supplyAsync(() -> {
            var answer = post(path, payload);
            assertThat(answer.status()).as(action + " " + answer.body()).isEqualTo(200);
            return answer.body();
        });
    }

    /** Until what the operator sees there is so. */
    JsonNode until(String path, Predicate<JsonNode> so) {
        return await(path).atMost(Duration.ofSeconds(15)).until(() -> get(path), so);
    }

    /** Of one command, until its outcome is this. */
    JsonNode untilOutcome(JsonNode command, String outcome) {
        return until(
                "/commands/" + command.path("id").asText(),
                now -> now.path("outcome").asText().equals(outcome));
    }

    @Override
    public void close() {
        server.close();
    }
}
