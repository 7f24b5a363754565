package com.flexicharge.launcher.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.flexicharge.launcher.e2e.OtlpReceiver.Received;
import com.flexicharge.testing.TestDatabase;
import com.flexicharge.testing.TestDatabaseExtension;
import com.flexicharge.testing.Watch;
import io.opentelemetry.proto.trace.v1.Span.SpanKind;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What an operator who keeps traces sees of a session. */
@ExtendWith(TestDatabaseExtension.class)
class TracesTest {
    private static final String START = "PUT /transactions/start/{transactionID}";
    private static final String CALL = START
            + " > transaction.start > transaction.start > ocpp.remoteStart > ocpp.remoteStart > RemoteStartTransaction";
    private static final String BEGUN =
            CALL + " > StartTransaction > transaction.startSession > transaction.startSession";

    @TempDir
    Path folder = Path.of("");

    private final TestDatabase database;

    TracesTest(TestDatabase database) {
        this.database = database;
    }

    @Test
    void aStartIsOneTraceFromTheAppToTheChargerAndTheDatabaseAndBackToTheApp() {
        try (var receiver = new OtlpReceiver()) {
            int id;
            try (var server = server(receiver);
                    var charger = new FlexiChargeFirmware(server, "abc118")) {
                charger.boot();
                charger.status("Available");
                id = reserve(server, charger, 100008);
                try (var app = Watch.open(
                        server.httpPort(),
                        "/transactions/" + id + "/live",
                        "authorization",
                        "Bearer " + server.token("alice"))) {
                    app.next("snapshot");
                    start(server, charger, id);
                    await().until(() -> app.next("state").data().contains("active"));
                }
            }

            // The server has stopped, and sent what it had.
            var asked = receiver.named(START).findFirst().orElseThrow();
            assertThat(asked.parent()).isEmpty();
            assertThat(asked.kind()).isEqualTo(SpanKind.SPAN_KIND_SERVER);
            assertThat(asked.attributes())
                    .containsEntry("http.request.method", "PUT")
                    .containsEntry("http.route", "/transactions/start/{transactionID}")
                    .containsEntry("url.path", "/transactions/start/" + id)
                    .containsEntry("http.response.status_code", "200");
            assertThat(asked.process()).containsEntry("service.name", "flexicharge");

            var trace = receiver.trace(asked.trace());
            assertThat(trace)
                    .filteredOn(span -> !span.isStatement())
                    .extracting(receiver::path)
                    .contains(
                            START,
                            START + " > transaction.start",
                            START + " > transaction.start > transaction.start",
                            START + " > transaction.start > transaction.start > ocpp.remoteStart",
                            START + " > transaction.start > transaction.start > ocpp.remoteStart > ocpp.remoteStart",
                            CALL,
                            CALL + " > StartTransaction",
                            CALL + " > StartTransaction > transaction.startSession",
                            BEGUN,
                            BEGUN + " > write startSession",
                            BEGUN + " > write startSession > batch startSession",
                            BEGUN + " > transaction.sessionStarted");
            assertThat(trace)
                    .filteredOn(span -> span.name().equals("live event"))
                    .isNotEmpty()
                    .allMatch(
                            span -> span.attribute("flexicharge.transaction_id").equals(Integer.toString(id)));
            assertThat(trace).noneMatch(Received::isError);

            var call = at(receiver, trace, CALL);
            assertThat(call.kind()).isEqualTo(SpanKind.SPAN_KIND_CLIENT);
            assertThat(call.attributes())
                    .containsEntry("flexicharge.charger", "abc118")
                    .containsEntry("ocpp.action", "RemoteStartTransaction")
                    .containsEntry("ocpp.result", "answered")
                    .containsEntry("ocpp.status", "Accepted");
            assertThat(at(receiver, trace, CALL + " > StartTransaction").attributes())
                    .containsEntry("flexicharge.charger", "abc118")
                    .containsEntry("flexicharge.transaction_id", Integer.toString(id))
                    .containsEntry("ocpp.result", "CALLRESULT");

            assertThat(statements(receiver, trace, BEGUN + " > write startSession > batch startSession"))
                    .contains("SELECT", "WITH", "UPDATE");
            assertThat(statements(receiver, trace, START + " > transaction.start > transaction.start"))
                    .contains("SELECT", "UPDATE");
            assertThat(trace)
                    .filteredOn(Received::isStatement)
                    .allMatch(span -> receiver.path(span).startsWith(START + " > "));
        }
    }

    @Test
    void aReadingIsATraceToTheAppsSocketThatIsLinkedToTheStart() {
        try (var receiver = new OtlpReceiver()) {
            try (var server = server(receiver);
                    var charger = new FlexiChargeFirmware(server, "abc117");
                    var phone =
                            TestSocket.connect(server.sockets("/user/alice?access_token=" + server.token("alice")))) {
                charger.boot();
                start(server, charger, reserve(server, charger, 100007));
                String frame = charger.meterValues(12, 7200, 35);
                assertThat(phone.next()).isEqualTo(frame);
            }

            var read = receiver.named("MeterValues").findFirst().orElseThrow();
            var begun = receiver.named("StartTransaction").findFirst().orElseThrow();
            assertThat(read.parent()).isEmpty();
            assertThat(read.links()).containsExactly(begun.id());
            assertThat(receiver.trace(read.trace()))
                    .extracting(receiver::path)
                    .contains(
                            "MeterValues > livemetrics.recordReadings > livemetrics.recordReadings"
                                    + " > livemetrics.liveFrame > live frame",
                            "MeterValues > livemetrics.recordReadings > livemetrics.recordReadings"
                                    + " > write readings > batch readings > INSERT");
        }
    }

    @Test
    void noSecretIsInATraceAndACallersWordIsALinkOnly() throws Exception {
        try (var receiver = new OtlpReceiver()) {
            String token;
            String tag;
            try (var server = server(receiver);
                    var charger = new StrictCharger(server, "abc112")) {
                token = server.token("erin");
                charger.boot();
                tag = "SECRETTAG1";
                server.put("/id-tags/" + tag, server.adminToken(), "{\"status\":\"Accepted\",\"userID\":\"erin\"}");
                charger.start("{\"connectorId\":1,\"idTag\":\"" + tag + "\",\"meterStart\":1000,\"timestamp\":\""
                        + StrictCharger.now() + "\"}");
                var request = HttpRequest.newBuilder(server.http("/transactions?limit=7&access_token=" + token))
                        .header("Authorization", "Bearer " + token)
                        .header("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
                        .build();
                HttpClient.newHttpClient().send(request, BodyHandlers.discarding());
                server.get("/health/live", null);
            }

            assertThat(receiver.everything())
                    .contains("StartTransaction", "transaction.startSession")
                    .doesNotContain(token, tag, "Bearer", "limit=7");
            assertThat(receiver.named("PUT /id-tags/{tag}")).hasSize(1);
            assertThat(receiver.spans()).filteredOn(Received::isStatement).isNotEmpty();
            var listed = receiver.named("GET /transactions").findFirst().orElseThrow();
            assertThat(listed.trace()).isNotEqualTo("0af7651916cd43dd8448eb211c80319c");
            assertThat(listed.links()).containsExactly("b7ad6b7169203331");
            assertThat(receiver.spans()).noneMatch(span -> span.name().contains("/health"));
        }
    }

    @Test
    void withoutAReceiverNothingOfItIsStarted() {
        try (var server = RunningServer.on(database, folder, Map.of());
                var charger = new FlexiChargeFirmware(server, "abc116")) {
            charger.boot();
            assertThat(server.get("/chargers", null).status()).isEqualTo(200);
            assertThat(senders()).isEmpty();
        }
    }

    @Test
    void aReceiverThatIsAwayOrRefusesDisturbsNobodyAndAStopDoesNotWaitForIt() {
        try (var receiver = new OtlpReceiver()) {
            receiver.answering(503);
            var begun = System.nanoTime();
            try (var server = server(receiver);
                    var charger = new FlexiChargeFirmware(server, "abc115")) {
                charger.boot();
                start(server, charger, reserve(server, charger, 100005));
                await().until(() -> receiver.asked() > 0);
                begun = System.nanoTime();
            }
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(20));
            assertThat(receiver.spans()).isEmpty();
        }
        var nobody = "http://127.0.0.1:" + RunningServer.freePort();
        try (var server = RunningServer.on(database, folder, Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", nobody));
                var charger = new FlexiChargeFirmware(server, "abc114")) {
            charger.boot();
            start(server, charger, reserve(server, charger, 100004));
        }
        await().untilAsserted(() -> assertThat(senders()).isEmpty());
    }

    @Test
    void ofTheTracesThatBeginOnlyTheWantedPartIsKept() {
        try (var receiver = new OtlpReceiver()) {
            try (var server = RunningServer.on(
                            database,
                            folder,
                            Map.of(
                                    "OTEL_EXPORTER_OTLP_ENDPOINT",
                                    receiver.endpoint(),
                                    "OTEL_TRACES_SAMPLER_ARG",
                                    "0"));
                    var charger = new FlexiChargeFirmware(server, "abc113")) {
                charger.boot();
                start(server, charger, reserve(server, charger, 100003));
            }
            assertThat(receiver.asked()).isZero();
        }
    }

    @Test
    @Tag("slow")
    void aStartThatCrossesProcessesIsOneTrace() {
        try (var receiver = new OtlpReceiver()) {
            List<RunningServer> servers = new ArrayList<>();
            try {
                servers.addAll(split(receiver, List.of("ocpp,livemetrics", "charger,transaction,account")));
                var doors = servers.get(0);
                var rest = servers.get(1);
                try (var charger = new FlexiChargeFirmware(doors, "abc111")) {
                    charger.boot();
                    start(rest, charger, reserve(rest, charger, 100001));
                }
            } finally {
                servers.forEach(RunningServer::close);
            }

            var asked = receiver.named(START).findFirst().orElseThrow();
            var trace = receiver.trace(asked.trace());
            var call = at(receiver, trace, CALL);
            var batch = at(receiver, trace, BEGUN + " > write startSession > batch startSession");
            assertThat(call.process().get("service.instance.id"))
                    .isNotEqualTo(asked.process().get("service.instance.id"));
            assertThat(batch.process()).isEqualTo(asked.process());
            assertThat(statements(receiver, trace, receiver.path(batch))).contains("UPDATE");
        }
    }

    private RunningServer server(OtlpReceiver receiver) {
        return RunningServer.on(database, folder, Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", receiver.endpoint()));
    }

    private List<RunningServer> split(OtlpReceiver receiver, List<String> modules) {
        var ports = modules.stream().map(some -> RunningServer.freePort()).toList();
        var members =
                String.join(",", ports.stream().map(port -> "127.0.0.1:" + port).toList());
        return IntStream.range(0, modules.size())
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> RunningServer.on(
                        database,
                        folder,
                        Map.of(
                                "VERTICLES",
                                modules.get(i),
                                "CLUSTER",
                                "1",
                                "CLUSTER_HOST",
                                "127.0.0.1",
                                "CLUSTER_MEMBERS",
                                members,
                                "CLUSTER_PORT",
                                ports.get(i).toString(),
                                "CLUSTER_BUS_PORT",
                                Integer.toString(RunningServer.freePort()),
                                "PUBLIC_URL",
                                "http://localhost:8080",
                                "OTEL_EXPORTER_OTLP_ENDPOINT",
                                receiver.endpoint()))))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();
    }

    private static Received at(OtlpReceiver receiver, List<Received> trace, String path) {
        assertThat(trace).extracting(receiver::path).contains(path);
        return trace.stream()
                .filter(span -> receiver.path(span).equals(path))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> statements(OtlpReceiver receiver, List<Received> trace, String path) {
        return trace.stream()
                .filter(Received::isStatement)
                .filter(span -> receiver.path(span).equals(path + " > " + span.name()))
                .map(Received::name)
                .toList();
    }

    private static List<String> senders() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("BatchSpanProcessor"))
                .toList();
    }

    private static int reserve(RunningServer server, FlexiChargeFirmware charger, int connectorID) {
        var posted = CompletableFuture.supplyAsync(
                () -> server.post("/transactions", server.token("alice"), "{\"connectorID\":" + connectorID + "}"));
        charger.accept(charger.serverCall("ReserveNow"));
        return posted.join().body().get("transactionID").asInt();
    }

    private static void start(RunningServer server, FlexiChargeFirmware charger, int id) {
        var put =
                CompletableFuture.supplyAsync(() -> server.put("/transactions/start/" + id, server.token("alice"), ""));
        charger.accept(charger.serverCall("RemoteStartTransaction"));
        assertThat(charger.startTransaction("0")).isEqualTo(id);
        assertThat(put.join().status()).isEqualTo(200);
    }
}
