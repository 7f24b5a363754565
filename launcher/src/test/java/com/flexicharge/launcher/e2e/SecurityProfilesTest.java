package com.flexicharge.launcher.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.flexicharge.launcher.StartException;
import com.flexicharge.shared.contract.charger.ChargerEndpoints;
import com.flexicharge.shared.contract.charger.ChargerEndpoints.SetCredentials;
import com.flexicharge.shared.contract.charger.CredentialEndpoints;
import com.flexicharge.shared.contract.charger.CredentialEndpoints.SecurityProfileAccepted;
import com.flexicharge.testing.TestAuthority;
import com.flexicharge.testing.TestDatabase;
import com.flexicharge.testing.TestDatabaseExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Chargers at the plain and at the encrypted door, with certificates made here. */
@ExtendWith(TestDatabaseExtension.class)
@SuppressWarnings("NullAway.Init")
class SecurityProfilesTest {
    private static final String LET_IN = "HTTP/1.1 101 Switching Protocols";
    private static final String UNAUTHORIZED = "HTTP/1.1 401 Unauthorized";
    private static final String TOO_OFTEN = "HTTP/1.1 429 Too Many Requests";
    private static final String PASSWORD = "0123456789abcdef";
    private static final String WRONG = "fedcba9876543210";

    private static final TestAuthority OURS = TestAuthority.named("Our CA");
    private static final TestAuthority CHARGERS = TestAuthority.named("Charger CA");

    @TempDir
    static Path folder;

    static RunningServer server;

    @BeforeAll
    static void start(TestDatabase database) throws IOException {
        Files.writeString(folder.resolve("chargers.pem"), CHARGERS.certificatePem());
        server = RunningServer.on(database, folder, encrypted(OURS.server(), ""));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    /** @param kind of the files, so that servers of different tests have different ones */
    private static Map<String, String> encrypted(TestAuthority.Issued certificate, String kind) {
        var chain = folder.resolve("server" + kind + ".pem");
        var key = folder.resolve("server" + kind + ".key");
        certificate.writeTo(chain, key);
        return Map.of(
                "TLS_CERT", chain.toString(),
                "TLS_KEY", key.toString(),
                "TLS_PORT", Integer.toString(RunningServer.freePort()),
                "SOCKET_TLS_PORT", Integer.toString(RunningServer.freePort()),
                "TLS_CLIENT_CA", folder.resolve("chargers.pem").toString());
    }

    @Test
    void underProfile0AChargerWithoutAPasswordComesInThroughBothDoors() {
        charger("cp-0", null, 0);

        assertThat(plain().at("/ocpp/cp-0")).isEqualTo(LET_IN);
        assertThat(tls().at("/ocpp/cp-0")).isEqualTo(LET_IN);
        assertThat(tls().at("/charger/cp-0")).isEqualTo(LET_IN);
    }

    @Test
    @Tag("TC_085")
    void underProfile1ItComesInWithItsPasswordOnly() {
        charger("cp-1", PASSWORD, 1);

        assertThat(plain().head("/ocpp/cp-1"))
                .startsWith(UNAUTHORIZED)
                .contains("WWW-Authenticate: Basic realm=\"ocpp\"");
        assertThat(plain().at("/ocpp/cp-1", Knock.basic("cp-1", WRONG))).isEqualTo(UNAUTHORIZED);
        assertThat(plain().at("/charger/cp-1")).isEqualTo(UNAUTHORIZED);
        assertThat(plain().at("/ocpp/cp-1", Knock.basic("cp-1", PASSWORD))).isEqualTo(LET_IN);
        assertThat(tls().at("/ocpp/cp-1", Knock.basic("cp-1", PASSWORD))).isEqualTo(LET_IN);
    }

    @Test
    @Tag("TC_086")
    void underProfile2ItsPasswordIsWorthNothingWithoutTls() {
        charger("cp-2", PASSWORD, 2);

        assertThat(plain().at("/ocpp/cp-2", Knock.basic("cp-2", PASSWORD))).isEqualTo(UNAUTHORIZED);
        assertThat(tls().head("/ocpp/cp-2"))
                .startsWith(UNAUTHORIZED)
                .contains("WWW-Authenticate: Basic realm=\"ocpp\"");
        assertThat(tls().at("/ocpp/cp-2", Knock.basic("cp-2", WRONG))).isEqualTo(UNAUTHORIZED);
        assertThat(tls().at("/ocpp/cp-2", Knock.basic("cp-2", PASSWORD))).isEqualTo(LET_IN);
    }

    @Test
    @Tag("TC_087")
    void underProfile3ItComesInWithItsOwnCertificateOnly() {
        charger("cp-3", PASSWORD, 3);

        assertThat(tls().at("/ocpp/cp-3", Knock.basic("cp-3", PASSWORD))).isEqualTo(UNAUTHORIZED);
        assertThat(tls(CHARGERS.client("cp-4")).at("/ocpp/cp-3", Knock.basic("cp-3", PASSWORD)))
                .isEqualTo(UNAUTHORIZED);
        assertThat(tls(CHARGERS.client("cp-3")).head("/ocpp/cp-3"))
                .startsWith(LET_IN)
                .contains("Sec-WebSocket-Protocol: ocpp1.6");
        assertThat(tls(CHARGERS.client("cp-3")).at("/charger/cp-3")).isEqualTo(LET_IN);
    }

    @Test
    @Tag("TC_087")
    void anExpiredCertificateAndOneOfAnUnknownAuthorityDoNotEvenGetThroughTls() {
        charger("cp-5", null, 3);

        assertThat(tls(CHARGERS.expiredClient("cp-5")).at("/ocpp/cp-5")).isEqualTo(Knock.NO_TLS);
        assertThat(tls(TestAuthority.named("Charger CA").client("cp-5")).at("/ocpp/cp-5"))
                .isIn(Knock.NO_TLS, UNAUTHORIZED);
    }

    @Test
    void fiveWrongCertificatesAMinuteAreEnough() {
        charger("cp-6", null, 3);
        for (var i = 0; i < 5; i++) {
            assertThat(tls(CHARGERS.client("cp-7")).at("/ocpp/cp-6")).isEqualTo(UNAUTHORIZED);
        }

        assertThat(tls(CHARGERS.client("cp-6")).at("/ocpp/cp-6")).isEqualTo(TOO_OFTEN);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void fiveWrongPasswordsAMinuteAreEnoughThroughTlsToo(int profile) {
        var serialNumber = "cp-guessed-" + profile;
        charger(serialNumber, PASSWORD, profile);
        for (var i = 0; i < 5; i++) {
            assertThat(tls().at("/ocpp/" + serialNumber, Knock.basic(serialNumber, WRONG)))
                    .isEqualTo(UNAUTHORIZED);
        }

        assertThat(tls().at("/ocpp/" + serialNumber, Knock.basic(serialNumber, PASSWORD)))
                .isEqualTo(TOO_OFTEN);
    }

    @Test
    @Tag("TC_083")
    void aChargerThatAcceptedAHigherProfileIsRefusedUnderTheOldOne() {
        var connectorID = charger("cp-8", PASSWORD, 1);
        assertThat(plain().at("/ocpp/cp-8", Knock.basic("cp-8", PASSWORD))).isEqualTo(LET_IN);

        raise(connectorID, 2);
        assertThat(plain().at("/ocpp/cp-8", Knock.basic("cp-8", PASSWORD))).isEqualTo(UNAUTHORIZED);
        assertThat(tls().at("/ocpp/cp-8", Knock.basic("cp-8", PASSWORD))).isEqualTo(LET_IN);

        raise(connectorID, 3);
        assertThat(tls().at("/ocpp/cp-8", Knock.basic("cp-8", PASSWORD))).isEqualTo(UNAUTHORIZED);
        assertThat(tls(CHARGERS.client("cp-8")).at("/ocpp/cp-8")).isEqualTo(LET_IN);
    }

    @Test
    void aServerThatAsksForProfile2AsksEveryStrictChargerForIt() {
        charger("cp-9", PASSWORD, 0);
        var settings = new HashMap<>(encrypted(OURS.server(), "2"));
        settings.put("OCPP_MIN_SECURITY_PROFILE", "2");
        try (var strict = RunningServer.on(server.database(), folder, settings)) {
            var plain = Knock.plain(port(strict, "SOCKET_PORT"));
            var tls = Knock.tls(port(strict, "SOCKET_TLS_PORT"), OURS);

            assertThat(plain.at("/ocpp/cp-9", Knock.basic("cp-9", PASSWORD))).isEqualTo(UNAUTHORIZED);
            assertThat(plain.at("/charger/cp-9", Knock.basic("cp-9", PASSWORD))).isEqualTo(LET_IN);
            assertThat(tls.at("/ocpp/cp-9", Knock.basic("cp-9", PASSWORD))).isEqualTo(LET_IN);
        }
    }

    @Test
    void httpAndUserSocketsAreThereEncryptedToo() {
        assertThat(Knock.tls(port(server, "TLS_PORT"), OURS).at("/health/live")).isEqualTo("HTTP/1.1 200 OK");
        assertThat(tls().at("/user/alice?access_token=" + server.token("alice")))
                .isEqualTo(LET_IN);
    }

    @Test
    void aRenewedCertificateIsShownWithoutARestartAndABrokenOneIsNot() throws Exception {
        var first = OURS.server();
        try (var other = RunningServer.on(server.database(), folder, encrypted(first, "-renewed"))) {
            var chain = folder.resolve("server-renewed.pem");
            var key = folder.resolve("server-renewed.key");
            var sockets = Knock.tls(port(other, "SOCKET_TLS_PORT"), OURS);
            var http = Knock.tls(port(other, "TLS_PORT"), OURS);
            assertThat(sockets.serversCertificate()).isEqualTo(first.certificate());

            Files.writeString(key, "-----BEGIN PRIVATE KEY-----\nnothing\n-----END PRIVATE KEY-----\n");
            Awaitility.await()
                    .during(3, TimeUnit.SECONDS)
                    .atMost(10, TimeUnit.SECONDS)
                    .untilAsserted(
                            () -> assertThat(sockets.serversCertificate()).isEqualTo(first.certificate()));
            var second = OURS.server();
            second.writeTo(chain, key);

            Awaitility.await().atMost(10, TimeUnit.SECONDS).untilAsserted(() -> {
                assertThat(sockets.serversCertificate()).isEqualTo(second.certificate());
                assertThat(http.serversCertificate()).isEqualTo(second.certificate());
            });
        }
    }

    @Test
    void aKeyOfAnotherCertificateKeepsTheServerFromStarting() {
        var settings = encrypted(OURS.server(), "-mixed");
        OURS.server().writeTo(folder.resolve("unused.pem"), folder.resolve("server-mixed.key"));

        assertThatThrownBy(() -> RunningServer.on(server.database(), folder, settings))
                .isInstanceOf(StartException.class)
                .hasMessageStartingWith("TLS_KEY does not belong to the certificate in TLS_CERT.");
    }

    private static Knock plain() {
        return Knock.plain(port(server, "SOCKET_PORT"));
    }

    private static Knock tls() {
        return Knock.tls(port(server, "SOCKET_TLS_PORT"), OURS);
    }

    private static Knock tls(TestAuthority.Issued shown) {
        return Knock.tls(port(server, "SOCKET_TLS_PORT"), OURS, shown);
    }

    private static int port(RunningServer server, String name) {
        return Integer.parseInt(server.settings().getOrDefault(name, ""));
    }

    private static int charger(String serialNumber, @Nullable String password, int profile) {
        var charger = server.post(
                        "/chargers",
                        server.adminToken(),
                        "{\"chargePointID\":1,\"serialNumber\":\"" + serialNumber + "\"}")
                .body()
                .get("connectorID")
                .asInt();
        server.process()
                .bus()
                .ask(ChargerEndpoints.SET_CREDENTIALS, new SetCredentials(charger, password, profile))
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        return charger;
    }

    private static void raise(int connectorID, int profile) {
        server.process()
                .bus()
                .ask(
                        CredentialEndpoints.SECURITY_PROFILE_ACCEPTED,
                        new SecurityProfileAccepted(connectorID, profile, Instant.now()))
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }
}
