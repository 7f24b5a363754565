package com.flexicharge.ocpp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import com.flexicharge.ocpp.kit.RawSocket;
import com.flexicharge.ocpp.kit.TestConfig;
import com.flexicharge.shared.contract.Reason;
import com.flexicharge.shared.contract.charger.Admission.Admit;
import com.flexicharge.shared.contract.charger.Admission.Disconnected;
import com.flexicharge.shared.contract.charger.Admission.RegisterNewcomer;
import com.flexicharge.shared.contract.charger.Admission.Transport;
import com.flexicharge.shared.contract.charger.ChargerEndpoints;
import com.flexicharge.shared.contract.charger.ChargerEndpoints.GetChargerBySerialNumber;
import com.flexicharge.shared.contract.charger.Registration;
import com.flexicharge.shared.contract.charger.SecurityEventEndpoints;
import com.flexicharge.shared.contract.charger.SecurityEventEndpoints.SecurityEvent;
import com.flexicharge.testing.TestDatabase;
import com.flexicharge.testing.TestDatabaseExtension;
import io.vertx.core.Promise;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is let in, who is not, and how each is told; on the wire, byte for byte where it matters. */
@ExtendWith(TestDatabaseExtension.class)
class HandshakeTest {
    private static final String OCPP_16 = "Sec-WebSocket-Protocol: ocpp1.6";
    private static final String PASSWORD = "0123456789abcdef";

    private final TestDatabase database;
    private TestNode node;

    HandshakeTest(TestDatabase database) {
        this.database = database;
        node = new TestNode(database, TestConfig.standard());
    }

    @AfterEach
    void close() {
        node.close();
    }

    private void restartedWith(String variable, String value) {
        node.close();
        node = new TestNode(database, TestConfig.with(Map.of(variable, value)));
    }

    private RawSocket knock(String path, String... headers) {
        return new RawSocket(node.port(), path, headers);
    }

    private static String basic(String user, String password) {
        var pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        return "Authorization: Basic " + Base64.getEncoder().encodeToString(pair);
    }

    @ParameterizedTest
    @CsvSource({
        "/ocpp/CP1, CP1",
        "/ocpp/CP%201, CP 1",
        "/ocpp/a:b, a:b",
        "/ocpp/a%2Fb, a/b",
        "/ocpp/a/b, a/b",
        "/ocpp/a+b, a+b",
        "/ocpp/CP1?token=x, CP1",
        "/ocpp/%C3%A5, å",
        "/ocpp/123456789012345678901234567890123456, 123456789012345678901234567890123456",
    })
    void aStrictIdentityIsTheRestOfThePathDecodedOnce(String path, String identity) {
        node.others.charger(100_001, identity);

        try (var socket = knock(path, OCPP_16)) {
            assertThat(socket.status()).isEqualTo(101);
            assertThat(node.others.onlyAsked(Admit.class).serialNumber()).isEqualTo(identity);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/ocpp/unknown",
                "/ocpp/cp1",
                "/ocpp",
                "/ocpp/",
                "/ocpp/%",
                "/ocpp/%zz",
                "/ocpp/1234567890123456789012345678901234567"
            })
    void anUnknownStrictIdentityIsNotFoundBeforeTheUpgrade(String path) {
        node.others.charger(100_001, "CP1");

        try (var socket = knock(path, OCPP_16)) {
            assertThat(socket.status()).isEqualTo(404);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ocpp1.6",
                "OCPP1.6",
                "ocpp0.1, ocpp1.6",
                "ocpp2.0.1,ocpp1.6,ocpp1.5",
                "ocpp2.0.1\r\nSec-WebSocket-Protocol: ocpp1.6"
            })
    void ocpp16IsReturnedWhateverElseIsOffered(String offered) {
        node.others.charger(100_001, "CP1");

        try (var socket = knock("/ocpp/CP1", "Sec-WebSocket-Protocol: " + offered)) {
            assertThat(socket.status()).isEqualTo(101);
            assertThat(socket.header("Sec-WebSocket-Protocol")).contains("ocpp1.6");
            assertThat(socket.header("Sec-WebSocket-Accept")).contains("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Sec-WebSocket-Protocol: ocpp0.1", "Sec-WebSocket-Protocol: ocpp2.0.1", "X-Nothing: 1"})
    void withoutOcpp16TheHandshakeIsCompletedWithoutTheHeaderAndClosed(String header) {
        node.others.charger(100_001, "CP1");

        try (var socket = knock("/ocpp/CP1", header)) {
            assertThat(socket.status()).isEqualTo(101);
            assertThat(socket.header("Sec-WebSocket-Protocol")).isEmpty();
            assertThat(socket.next().closeCode()).isEqualTo(1002);
        }
        assertThat(node.others.asked(Admit.class)).isEmpty();
    }

    @Test
    void noneOfferedIsServedWhenTheOperatorSaysSo() {
        restartedWith("OCPP_REQUIRE_SUBPROTOCOL", "0");
        node.others.charger(100_001, "CP1");

        try (var none = knock("/ocpp/CP1");
                var other = knock("/ocpp/CP1", "Sec-WebSocket-Protocol: ocpp0.1")) {
            none.send("[2,\"1\",\"Heartbeat\",{}]");
            assertThat(none.next().text()).isEqualTo("[3,\"1\",{\"currentTime\":\"2026-01-02T03:04:05.678Z\"}]");
            assertThat(none.header("Sec-WebSocket-Protocol")).isEmpty();
            assertThat(other.next().closeCode()).isEqualTo(1002);
        }
    }

    @Test
    void anUnknownStrictChargerIsRegisteredWhenTheOperatorSaysSo() {
        restartedWith("OCPP_UNKNOWN_CHARGERS", "accept");

        try (var strict = knock("/ocpp/new1", OCPP_16);
                var flexi = knock("/charger/new2")) {
            assertThat(strict.status()).isEqualTo(101);
            assertThat(flexi.next().text()).startsWith("[4,1337,");
        }
        assertThat(node.others.onlyAsked(RegisterNewcomer.class))
                .isEqualTo(new RegisterNewcomer("new1", Registration.ACCEPTED));
    }

    @Test
    void anUnknownStrictChargerIsParkedWhenTheOperatorSaysSo() {
        restartedWith("OCPP_UNKNOWN_CHARGERS", "pending");

        try (var strict = knock("/ocpp/new1", OCPP_16);
                var flexi = knock("/charger/new2")) {
            assertThat(strict.status()).isEqualTo(101);
            strict.send("[2,\"1\",\"BootNotification\",{\"chargePointVendor\":\"V\",\"chargePointModel\":\"M\"}]");
            assertThat(strict.next().text())
                    .isEqualTo(
                            "[3,\"1\",{\"status\":\"Pending\",\"currentTime\":\"2026-01-02T03:04:05.678Z\",\"interval\":300}]");
            strict.send("[2,\"2\",\"Authorize\",{\"idTag\":\"TAG\"}]");
            assertThat(strict.next().text()).isEqualTo("[3,\"2\",{\"idTagInfo\":{\"status\":\"Invalid\"}}]");
            assertThat(flexi.next().text()).startsWith("[4,1337,");
        }
        assertThat(node.others.onlyAsked(RegisterNewcomer.class))
                .isEqualTo(new RegisterNewcomer("new1", Registration.PENDING));
    }

    @Test
    void tenUnknownChargersAMinuteFromOneAddressAreEnough() {
        restartedWith("OCPP_UNKNOWN_CHARGERS", "pending");
        for (var i = 0; i < 10; i++) {
            try (var socket = knock("/ocpp/new" + i, OCPP_16)) {
                assertThat(socket.status()).isEqualTo(101);
            }
        }

        try (var eleventh = knock("/ocpp/new10", OCPP_16);
                var known = knock("/ocpp/new9", OCPP_16)) {
            assertThat(eleventh.status()).isEqualTo(429);
            assertThat(eleventh.header("Retry-After")).isPresent();
            assertThat(known.status()).isEqualTo(101);
        }

        node.clock.advance(Duration.ofSeconds(61));
        try (var later = knock("/ocpp/new10", OCPP_16)) {
            assertThat(later.status()).isEqualTo(101);
        }
    }

    @Test
    void whenTooManyWaitAnUnknownChargerIsNotFoundAsBefore() {
        restartedWith("OCPP_UNKNOWN_CHARGERS", "pending");
        node.others.refuse(ChargerEndpoints.REGISTER_NEWCOMER, Reason.NOT_FOUND);

        try (var socket = knock("/ocpp/new1", OCPP_16)) {
            assertThat(socket.status()).isEqualTo(404);
        }
    }

    @Test
    void theRegistryIsToldHowASocketCameAndWhatTheDoorAsksFor() {
        restartedWith("OCPP_MIN_SECURITY_PROFILE", "1");
        node.others.charger(100_001, "CP1", PASSWORD);

        try (var strict = knock("/ocpp/CP1", OCPP_16, basic("CP1", PASSWORD));
                var flexi = knock("/charger/CP1", basic("CP1", PASSWORD))) {
            assertThat(strict.status()).isEqualTo(101);
            assertThat(flexi.status()).isEqualTo(101);
        }
        assertThat(node.others.asked(Admit.class))
                .extracting(Admit::transport, Admit::leastSecurityProfile)
                .containsExactlyInAnyOrder(tuple(Transport.PLAIN, 1), tuple(Transport.PLAIN, 0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/ocpp/CP1", "/charger/CP1"})
    void aChargerWithAPasswordIsAskedForItOnEveryPath(String path) {
        node.others.charger(100_001, "CP1", PASSWORD);

        try (var without = knock(path, OCPP_16);
                var wrong = knock(path, OCPP_16, basic("CP1", "0123456789abcdeX"));
                var otherUser = knock(path, OCPP_16, basic("CP2", PASSWORD));
                var right = knock(path, OCPP_16, basic("CP1", PASSWORD))) {
            assertThat(without.status()).isEqualTo(401);
            assertThat(without.header("WWW-Authenticate")).contains("Basic realm=\"ocpp\"");
            assertThat(wrong.status()).isEqualTo(401);
            assertThat(otherUser.status()).isEqualTo(401);
            assertThat(right.status()).isEqualTo(101);
        }
    }

    @Test
    void fiveFailuresAMinuteAreEnough() {
        node.others.charger(100_001, "CP1", PASSWORD);
        node.others.charger(100_002, "CP2", PASSWORD);
        for (var i = 0; i < 5; i++) {
            try (var wrong = knock("/ocpp/CP1", OCPP_16, basic("CP1", "wrong"))) {
                assertThat(wrong.status()).isEqualTo(401);
            }
        }

        try (var right = knock("/ocpp/CP1", OCPP_16, basic("CP1", PASSWORD));
                var neighbour = knock("/ocpp/CP2", OCPP_16, basic("CP2", PASSWORD))) {
            assertThat(right.status()).isEqualTo(429);
            assertThat(right.header("Retry-After")).isPresent();
            assertThat(neighbour.status()).isEqualTo(101);
        }
        await().untilAsserted(() -> assertThat(node.others.asked(SecurityEvent.class))
                .containsExactly(SecurityEvent.seen(
                        100_001,
                        "FailedLogins",
                        "5 wrong or missing credentials within a minute, from 127.0.0.1",
                        node.clock.instant())));

        node.clock.advance(Duration.ofSeconds(61));
        try (var later = knock("/ocpp/CP1", OCPP_16, basic("CP1", PASSWORD))) {
            assertThat(later.status()).isEqualTo(101);
        }
    }

    @Test
    void fiveTimesWithoutCredentialsAreEnoughToo() {
        restartedWith("OCPP_MIN_SECURITY_PROFILE", "1");
        node.others.charger(100_001, "CP1");
        for (var i = 0; i < 5; i++) {
            try (var socket = knock("/ocpp/CP1", OCPP_16)) {
                assertThat(socket.status()).isEqualTo(401);
            }
        }

        try (var sixth = knock("/ocpp/CP1", OCPP_16)) {
            assertThat(sixth.status()).isEqualTo(429);
        }
    }

    @Test
    void whoKnocksAllTheTimeIsReportedOnceAMinute() {
        node.others.charger(100_001, "CP1", PASSWORD);
        for (var i = 0; i < 8; i++) {
            try (var wrong = knock("/ocpp/CP1", OCPP_16, basic("CP1", "wrong"))) {
                assertThat(wrong.status()).isBetween(401, 429);
            }
            node.clock.advance(Duration.ofSeconds(10));
        }
        await().untilAsserted(
                        () -> assertThat(node.others.asked(SecurityEvent.class)).hasSize(1));

        for (var i = 0; i < 5; i++) {
            try (var wrong = knock("/ocpp/CP1", OCPP_16, basic("CP1", "wrong"))) {
                assertThat(wrong.status()).isBetween(401, 429);
            }
            node.clock.advance(Duration.ofSeconds(11));
        }
        await().untilAsserted(
                        () -> assertThat(node.others.asked(SecurityEvent.class)).hasSize(2));
    }

    @Test
    void whoKnocksAsAChargerNobodyKnowsAttacksNobody() {
        restartedWith("OCPP_MIN_SECURITY_PROFILE", "1");
        for (var i = 0; i < 5; i++) {
            try (var socket = knock("/ocpp/nobody", OCPP_16)) {
                assertThat(socket.status()).isEqualTo(401);
            }
        }

        await().untilAsserted(() ->
                assertThat(node.others.asked(GetChargerBySerialNumber.class)).hasSize(1));
        assertThat(node.others.asked(SecurityEvent.class)).isEmpty();
    }

    @Test
    void aHandshakeDoesNotWaitForItsReport() {
        node.others.charger(100_001, "CP1", PASSWORD);
        node.others.holdUp(
                SecurityEventEndpoints.REPORT_SECURITY_EVENT,
                Promise.<Void>promise().future());
        for (var i = 0; i < 5; i++) {
            try (var wrong = knock("/ocpp/CP1", OCPP_16, basic("CP1", "wrong"))) {
                assertThat(wrong.status()).isEqualTo(401);
            }
        }
        await().untilAsserted(
                        () -> assertThat(node.others.asked(SecurityEvent.class)).hasSize(1));
    }

    @Test
    void withSecurityProfileOneNobodyComesInWithoutCredentials() {
        restartedWith("OCPP_MIN_SECURITY_PROFILE", "1");
        node.others.charger(100_001, "CP1");

        try (var socket = knock("/ocpp/CP1", OCPP_16)) {
            assertThat(socket.status()).isEqualTo(401);
        }
        assertThat(node.others.asked(Admit.class)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "/charger/abc111, abc111",
        "/connector/abc111, abc111",
        "/charger/abc111/, abc111",
        "/charger/abc111?x=/y, abc111",
        "/charger/some/where/abc111, abc111",
        "/charger/a%2Fb, a/b",
    })
    void aFlexiChargeSerialNumberIsTheLastSegment(String path, String serialNumber) {
        node.others.charger(100_001, serialNumber);

        try (var socket = knock(path)) {
            socket.send("[2,\"1\",\"Heartbeat\",{}]");

            assertThat(socket.next().text()).isEqualTo("[3,\"1\",\"Heartbeat\",{\"currentTime\":1767323045}]");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/charger/unknown",
                "/charger/ABC111",
                "/charger/",
                "/charger",
                "/connector/%FF",
                "/charger/1234567890123456789012345678901234567"
            })
    void anUnknownSerialNumberIsToldSoOverTheSocket(String path) {
        node.others.charger(100_001, "abc111");

        try (var socket = knock(path)) {
            assertThat(socket.status()).isEqualTo(101);
            assertThat(socket.next().text())
                    .isEqualTo("[4,1337,\"SecurityError\",\"Serial number was not found in database.\",{}]");
            assertThat(socket.next().closeCode()).isEqualTo(1008);
        }
    }

    @Test
    void theFirstSubprotocolOfferedIsEchoedToAFlexiChargeCharger() {
        node.others.charger(100_001, "abc111");

        try (var some = knock("/charger/abc111", "Sec-WebSocket-Protocol: whatever, ocpp1.6");
                var none = knock("/charger/abc111")) {
            assertThat(some.header("Sec-WebSocket-Protocol")).contains("whatever");
            assertThat(none.header("Sec-WebSocket-Protocol")).isEmpty();
        }
    }

    @Test
    void aKnownFlexiChargeChargerIsNotGreeted() {
        node.others.charger(100_001, "abc111");

        try (var socket = knock("/charger/abc111")) {
            socket.send(true, 9, "ping".getBytes(StandardCharsets.UTF_8));

            var first = socket.next();
            assertThat(first.opcode()).isEqualTo(RawSocket.PONG);
            assertThat(first.text()).isEqualTo("ping");
        }
    }

    @Test
    void whileTheDatabaseIsAwayEachIsToldToTryAgain() {
        node.others.charger(100_001, "abc111");
        node.others.databaseAway(true);

        try (var flexi = knock("/charger/abc111");
                var strict = knock("/ocpp/abc111", OCPP_16)) {
            assertThat(flexi.status()).isEqualTo(101);
            assertThat(flexi.next().closeCode()).isEqualTo(1013);
            assertThat(strict.status()).isEqualTo(503);
        }

        node.others.databaseAway(false);
        try (var flexi = knock("/charger/abc111")) {
            assertThat(flexi.send("[2,\"1\",\"Heartbeat\",{}]").next().text()).startsWith("[3,\"1\"");
        }
    }

    @Test
    void whatIsNoWebSocketRequestIsAskedToUpgrade() throws Exception {
        var client = HttpClient.newHttpClient();
        var uri = URI.create("http://127.0.0.1:" + node.port() + "/ocpp/CP1");

        var response = client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());

        assertThat(response.statusCode()).isEqualTo(426);
        assertThat(response.headers().firstValue("Upgrade")).contains("websocket");
    }

    @Test
    void aChargerThatIsGoneBeforeTheUpgradeIsReportedDisconnected() {
        var lookUp = Promise.<Void>promise();
        node.others.charger(100_001, "CP1");
        node.others.holdUp(ChargerEndpoints.ADMIT, lookUp.future());
        var client = RawSocket.asking(node.port(), "/ocpp/CP1", OCPP_16);
        await().until(() -> !node.others.asked(Admit.class).isEmpty());
        client.vanish();
        lookUp.complete();

        await().untilAsserted(() -> assertThat(node.others.asked(Disconnected.class))
                .extracting(Disconnected::epoch, Disconnected::cause)
                .containsExactly(tuple(1L, "connectionLost")));
    }
}
