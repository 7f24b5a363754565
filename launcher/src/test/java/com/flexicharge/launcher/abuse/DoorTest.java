package com.flexicharge.launcher.abuse;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.flexicharge.launcher.door.Door;
import com.flexicharge.launcher.door.DoorRules;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One port with a door, its bounds small and its times short. */
class DoorTest {
    private static final Duration LONG = Duration.ofMinutes(10);
    private static final Duration SHORT = Duration.ofMillis(120);

    private static final String[] WEB_SOCKET = {
        "Connection: Upgrade",
        "Upgrade: websocket",
        "Sec-WebSocket-Version: 13",
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="
    };

    private final Vertx vertx = Vertx.vertx();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final List<HttpServerRequest> waiting = new CopyOnWriteArrayList<>();
    private final List<RawHttp> clients = new ArrayList<>();

    @AfterEach
    void stop() throws IOException {
        for (var client : clients) {
            client.close();
        }
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void whoSaysNothingOrOnlyByteByByteLosesTheConnectionAndOthersNoticeNothing() throws IOException {
        int port = listen(new DoorRules(10, 10, SHORT, LONG));
        var polite = connect(port);
        assertThat(polite.ask("GET", "/").status()).isEqualTo(204);
        var silent = connect(port);
        var slow = connect(port);
        var writing = byteByByte(slow);

        assertThat(silent.restUntilClosed()).isEmpty();
        assertThat(slow.restUntilClosed()).isEmpty();
        writing.interrupt();
        assertThat(polite.ask("GET", "/").status()).isEqualTo(204);
        assertThat(cut("slow")).isEqualTo(2);
    }

    @Test
    void whoSendsNoFurtherRequestLosesTheConnection() throws IOException {
        var client = connect(listen(new DoorRules(10, 10, LONG, SHORT)));
        assertThat(client.ask("GET", "/").status()).isEqualTo(204);

        assertThat(client.restUntilClosed()).isEmpty();
        assertThat(cut("idle")).isEqualTo(1);
    }

    @Test
    void whoWaitsForAnAnswerIsLeftAlone() throws IOException {
        int port = listen(new DoorRules(10, 10, SHORT, SHORT));
        var waiter = connect(port);
        waiter.send(RawHttp.request("GET", "/wait", List.of(), new byte[0]));
        assertThat(connect(port).restUntilClosed())
                .as("somebody silent meanwhile")
                .isEmpty();

        answerAll();
        assertThat(waiter.read().status()).isEqualTo(200);
    }

    @Test
    void aWebSocketMayBeSilent() throws IOException {
        int port = listen(new DoorRules(10, 10, SHORT, SHORT));
        var socket = connect(port);
        assertThat(socket.ask("GET", "/socket", WEB_SOCKET).status()).isEqualTo(101);
        for (int i = 0; i < 3; i++) {
            assertThat(connect(port).restUntilClosed()).isEmpty();
        }

        socket.send(new byte[] {(byte) 0x89, (byte) 0x80, 0, 0, 0, 0});
        assertThat(socket.frame().opcode()).as("a pong").isEqualTo(10);
    }

    @Test
    void atTheBoundASilentOneGivesItsPlaceToANewcomer() throws IOException {
        int port = listen(new DoorRules(3, 10, LONG, LONG));
        var polite = connect(port);
        assertThat(polite.ask("GET", "/").status()).isEqualTo(204);
        var first = connect(port);
        connect(port);
        await().untilAsserted(() -> assertThat(
                        meters.get("flexicharge.connections").gauge().value())
                .isEqualTo(3));
        for (int i = 0; i < 20; i++) {
            assertThat(connect(port).ask("GET", "/").status()).isEqualTo(204);
        }

        assertThat(first.restUntilClosed()).isEmpty();
        assertThat(meters.get("flexicharge.connections").gauge().value()).isLessThanOrEqualTo(3);
        assertThat(cut("full")).isEqualTo(20);
    }

    @Test
    void whereAllAreBeingServedANewcomerIsTurnedAwayAndNobodyElse() throws IOException {
        int port = listen(new DoorRules(2, 10, LONG, LONG));
        var one = connect(port);
        var other = connect(port);
        for (var client : List.of(one, other)) {
            client.send(RawHttp.request("GET", "/wait", List.of(), new byte[0]));
        }
        await().until(() -> waiting.size() == 2);

        assertThat(connect(port).restUntilClosed()).isEmpty();
        answerAll();
        assertThat(one.read().status()).isEqualTo(200);
        assertThat(other.read().status()).isEqualTo(200);
    }

    @Test
    void whenTooManyAreBeingAnsweredTheNextIsToldToComeBack() throws IOException {
        int port = listen(new DoorRules(10, 1, LONG, LONG));
        assertThat(connect(port).ask("GET", "/socket", WEB_SOCKET).status())
                .as("counts no longer")
                .isEqualTo(101);
        var one = connect(port);
        one.send(RawHttp.request("GET", "/wait", List.of(), new byte[0]));
        await().until(() -> waiting.size() == 1);

        var refused = connect(port).ask("GET", "/");
        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.header("retry-after")).isEqualTo("5");
        answerAll();
        assertThat(one.read().status()).isEqualTo(200);
        assertThat(one.ask("GET", "/").status()).isEqualTo(204);
    }

    @Test
    void whoAsksOnAndOnWithoutReadingGetsNoFurtherAnswersAndLosesTheConnection() throws IOException {
        int port = listen(new DoorRules(10, 10, LONG, Duration.ofSeconds(1)));
        var greedy = connect(port);
        greedy.send("GET /large HTTP/1.1\r\nHost: a\r\n\r\n".repeat(500));

        await().untilAsserted(() -> assertThat(cut("idle")).isEqualTo(1));
        assertThat(waiting.size()).as("of 500 MB asked for, MB made").isLessThan(30);
        assertThat(connect(port).ask("GET", "/").status()).isEqualTo(204);
    }

    private int listen(DoorRules rules) {
        var door = new Door("PORT", rules, 1);
        door.bindTo(meters);
        var options = new HttpServerOptions()
                .setHttp2ClearTextEnabled(false)
                .setHost("127.0.0.1")
                .setPort(0);
        var listening = new CompletableFuture<HttpServer>();
        var deployed = vertx.deployVerticle(new VerticleBase() {
            @Override
            public Future<?> start() {
                var server = vertx.createHttpServer(options);
                door.guard(server, vertx, DoorTest.this::answer);
                return server.listen().onSuccess(listening::complete);
            }
        });
        deployed.onFailure(listening::completeExceptionally);
        return listening.join().actualPort();
    }

    private void answer(HttpServerRequest request) {
        switch (String.valueOf(request.path())) {
            case "/wait" -> waiting.add(request);
            case "/socket" -> request.toWebSocket();
            case "/large" -> {
                waiting.add(request);
                request.response().end("a".repeat(1 << 20));
            }
            default -> request.response().setStatusCode(204).end();
        }
    }

    private void answerAll() {
        waiting.forEach(request -> request.response().end());
        waiting.clear();
    }

    private static Thread byteByByte(RawHttp client) {
        var writing = new Thread(() -> {
            try {
                for (var letter : "GET / HTTP/1.1\r\nX-Long: ".getBytes(US_ASCII)) {
                    client.send(new byte[] {letter});
                    Thread.sleep(20);
                }
            } catch (IOException | InterruptedException closed) {
                // As it should be.
            }
        });
        writing.setDaemon(true);
        writing.start();
        return writing;
    }

    private RawHttp connect(int port) {
        var client = RawHttp.to(port);
        clients.add(client);
        return client;
    }

    private double cut(String why) {
        return meters.get("flexicharge.connections.cut")
                .tag("why", why)
                .functionCounter()
                .count();
    }
}
