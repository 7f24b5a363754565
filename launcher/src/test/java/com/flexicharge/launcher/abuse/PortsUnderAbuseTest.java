package com.flexicharge.launcher.abuse;

import static org.assertj.core.api.Assertions.assertThat;

import com.flexicharge.launcher.e2e.RunningServer;
import com.flexicharge.testing.TestDatabase;
import com.flexicharge.testing.TestDatabaseExtension;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bytes that are nearly HTTP, on both ports; after each the server answers the next client as ever. */
@ExtendWith(TestDatabaseExtension.class)
class PortsUnderAbuseTest {
    private static final String CHUNKED = "POST /chargers HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: ";

    private static final List<String> WEB_SOCKET = List.of(
            "Connection: Upgrade",
            "Upgrade: websocket",
            "Sec-WebSocket-Version: 13",
            "Sec-WebSocket-Protocol: ocpp1.6",
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==");

    @TempDir
    static Path folder = Path.of("");

    @SuppressWarnings("NullAway.Init")
    static RunningServer server;

    @BeforeAll
    static void start(TestDatabase database) {
        server = RunningServer.on(database, folder, Map.of("MAX_BODY_BYTES", "2048"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @AfterEach
    void othersNoticeNothing() {
        assertThat(server.get("/chargers/100001", null).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST /chargers HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello",
                "POST /chargers HTTP/1.1\r\nHost: a\r\nContent-Length: 5, 6\r\n\r\nhello",
                "POST /chargers HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n",
                "POST /chargers HTTP/1.1\r\nHost: a\r\nContent-Length: +5\r\n\r\nhello",
                "POST /chargers HTTP/1.1\r\nHost: a\r\nContent-Length: 0x5\r\n\r\nhello",
                "POST /chargers HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999999999999999\r\n\r\nhello",
                "POST /chargers HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: xchunked\r\n\r\nGET /x HTTP/1.1\r\n\r\n",
                "POST /chargers HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
                "POST /chargers HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n",
                "GET /chargers HTTP/1.1\r\nHost: a\r\nX-A: a\r\n\u0001: b\r\n\r\n",
                "GET /chargers HTTP/1.1\r\nHost: a\r\nX-Request-Id: a\u0001b\r\n\r\n",
                "GET /chargers HTTP/1.1\r\nHost : a\r\n\r\n",
                "GET /chargers HTTP/9.9x\r\nHost: a\r\n\r\n",
                "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003 \r\n\r\n"
            })
    void whatTwoReadersMightReadDifferentlyIsRefusedAndTheConnectionEnded(String bytes) throws IOException {
        try (var client = http()) {
            client.send(bytes.getBytes(StandardCharsets.ISO_8859_1));

            var reply = client.read();
            assertThat(reply.status()).as(reply.body()).isEqualTo(400);
            OneShape.check(reply, false);
            assertThat(client.restUntilClosed()).as("a second answer").isEmpty();
        }
    }

    @Test
    void aLengthBesideChunksIsIgnoredAndWhatFollowsIsNoSecondRequest() throws IOException {
        try (var client = http()) {
            client.send(CHUNKED + "chunked\r\nContent-Length: 3\r\nConnection: close\r\n\r\n0\r\n\r\n");

            assertThat(client.read().status()).isEqualTo(401);
            assertThat(client.restUntilClosed()).isEmpty();
        }
    }

    @Test
    void anAddressOrHeadersWithoutEndAreRefused() throws IOException {
        try (var client = http()) {
            assertThat(client.ask("GET", "/" + "a".repeat(5000)).status()).isEqualTo(414);
            assertThat(client.restUntilClosed()).isEmpty();
        }
        try (var client = http()) {
            assertThat(client.ask("GET", "/chargers", "X-A: " + "a".repeat(9000))
                            .status())
                    .isEqualTo(431);
            assertThat(client.restUntilClosed()).isEmpty();
        }
        try (var client = http()) {
            var many = "X: 1\r\n".repeat(3000);
            client.send("GET /chargers HTTP/1.1\r\nHost: a\r\n" + many + "\r\n");
            assertThat(client.read().status()).isEqualTo(431);
        }
    }

    @Test
    void chunksAreMeasuredAsTheyCome() throws IOException {
        try (var client = http()) {
            client.send(CHUNKED + "chunked\r\nAuthorization: Bearer " + server.adminToken() + "\r\n\r\n");
            client.send(("400\r\n" + "a".repeat(1024) + "\r\n").repeat(3));

            var reply = client.read();
            assertThat(reply.status()).isEqualTo(413);
            OneShape.check(reply, false);
        }
        for (var size : new String[] {"zz", "-5", "FFFFFFFFFFFFFFFFF", "5;" + "x".repeat(20_000)}) {
            try (var client = http()) {
                client.send(CHUNKED + "chunked\r\nAuthorization: Bearer " + server.adminToken() + "\r\n\r\n");
                client.send(size + "\r\nhello\r\n0\r\n\r\n");
                assertThat(client.restUntilClosed())
                        .doesNotStartWith("HTTP/1.1 5")
                        .doesNotStartWith("HTTP/1.1 2");
            }
        }
    }

    @Test
    void aClientIsToldToGoOnOnceAndOnlyWhenItMay() throws IOException {
        try (var client = http()) {
            client.send("PUT /id-tags/go HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n");
            assertThat(client.read().status()).as("nobody").isEqualTo(401);
        }
        try (var client = http()) {
            client.send(
                    "PUT /id-tags/go HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nExpect: 100-continue\r\nAuthorization: Bearer "
                            + server.adminToken() + "\r\n\r\n");
            assertThat(client.read().status()).isEqualTo(100);
            client.send("{}");
            assertThat(client.read().status()).isEqualTo(201);
        }
    }

    @Test
    void packedBodiesAreNotUnpacked() throws IOException {
        try (var client = http()) {
            var reply = client.ask(
                    "PUT",
                    "/id-tags/go",
                    List.of("Authorization: Bearer " + server.adminToken(), "Content-Encoding: gzip"),
                    new byte[] {31, -117, 8, 0});
            assertThat(reply.status()).isEqualTo(415);
        }
    }

    @Test
    void thereIsNoHttp2AndNoWebSocketAtTheHttpPort() throws IOException {
        try (var client = http()) {
            client.send("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
            assertThat(client.read().status()).isEqualTo(501);
        }
        try (var client = http()) {
            var reply = client.ask(
                    "GET",
                    "/charger/abc111",
                    "Connection: Upgrade, HTTP2-Settings",
                    "Upgrade: h2c",
                    "HTTP2-Settings: AAMAAABkAAQAAP__");
            assertThat(reply.status()).isEqualTo(404);
        }
        try (var client = http()) {
            var reply = client.ask(
                    "GET",
                    "/charger/abc111",
                    "Connection: Upgrade",
                    "Upgrade: websocket",
                    "Sec-WebSocket-Version: 13",
                    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==");
            assertThat(reply.status()).isEqualTo(404);
            OneShape.check(reply, false);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/chargers",
                "/",
                "/charger",
                "/charger/abc111",
                "/ocpp/abc111",
                "/ocpp/..%2f..%2fetc",
                "/%2e%2e/charger/abc111",
                "/nowhere",
                "//charger/abc111",
                "/charger;x/abc111"
            })
    void thePortOfSocketsAnswersNoOrdinaryRequests(String path) throws IOException {
        try (var client = sockets()) {
            var reply = client.ask("GET", path);
            assertThat(reply.status()).isIn(404, 426);
            assertThat(reply.body()).isEmpty();
            assertThat(reply.headers()).doesNotContainKeys("server", "x-evil");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/charger/%00",
                "/charger/abc%00111",
                "/ocpp/%00",
                "/ocpp/abc111%00",
                "/ocpp/..",
                "/ocpp/%2e%2e%2fabc111",
                "/ocpp/%ED%A0%80",
                "/ocpp/%zz",
                "/ocpp/%27%20OR%201%3D1--",
                "/ocpp/%0d%0aX-Evil:1",
                "/user/%00",
                "/user/%zz",
                "/connector/%00"
            })
    void anIdentityThatIsNoneIsNobody(String path) throws IOException {
        try (var client = sockets()) {
            client.send(RawHttp.request("GET", path, WEB_SOCKET, new byte[0]));
            var reply = client.read();
            // Where a dialect says it over the socket, the close follows.
            assertThat(reply.status()).isIn(101, 400, 401, 404);
            assertThat(reply.headers()).doesNotContainKeys("x-evil");
            if (reply.status() == 101) {
                assertThat(closeCode(client)).isEqualTo(1008);
            }
        }
    }

    @Test
    void headersThatAreTooLargeEndTheConnectionAtThePortOfSocketsToo() throws IOException {
        try (var client = sockets()) {
            client.send("GET /ocpp/abc111 HTTP/1.1\r\nX-A: " + "a".repeat(9000) + "\r\n\r\n");
            assertThat(client.read().status()).isEqualTo(431);
            assertThat(client.restUntilClosed()).isEmpty();
        }
    }

    @Test
    void aHalfClosedConnectionIsEnded() throws IOException {
        try (var client = http()) {
            client.send("GET /chargers HTTP/1.1\r\n");
            client.socket().shutdownOutput();
            assertThat(client.restUntilClosed()).isEmpty();
        }
    }

    @Test
    void aClientThatAsksOnAndOnWithoutReadingIsNotAnsweredOnAndOn() throws IOException {
        try (var client = http()) {
            var ask = "GET /nowhere/" + "a".repeat(3000) + " HTTP/1.1\r\nHost: a\r\n\r\n";
            client.socket().setSoTimeout(1000);
            var writing = new Thread(() -> {
                try {
                    for (int i = 0; i < 20_000; i++) {
                        client.send(ask);
                    }
                } catch (IOException closed) {
                    // As soon as the test is over.
                }
            });
            writing.setDaemon(true);
            writing.start();
            // 60 MB of requests would make 80 MB of answers; what it cannot send stays with the client.
            othersNoticeNothing();
            assertThat(writing.isAlive()).isTrue();
        }
    }

    /** Of the first close frame. */
    private static int closeCode(RawHttp client) throws IOException {
        var frame = client.frame();
        while (!frame.isClose()) {
            frame = client.frame();
        }
        return frame.closeCode();
    }

    private static RawHttp http() {
        return RawHttp.to(Integer.parseInt(String.valueOf(server.settings().get("PORT"))));
    }

    private static RawHttp sockets() {
        return RawHttp.to(Integer.parseInt(String.valueOf(server.settings().get("SOCKET_PORT"))));
    }
}
