package com.flexicharge.launcher.oca;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.flexicharge.launcher.e2e.RunningServer;
import com.flexicharge.launcher.e2e.TestSocket;
import com.flexicharge.launcher.e2e.TestSocket.Visit;
import com.flexicharge.testing.TestAuthority;
import com.flexicharge.testing.TestDatabase;
import com.flexicharge.testing.TestDatabaseExtension;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Passwords, TLS, certificates of both sides, and who is let in on which security profile. */
@ExtendWith(TestDatabaseExtension.class)
class SecurityCasesTest {
    private static final String OLD_KEY = "0001020304050607";
    private static final String NEW_KEY = "4f43415f4f4354545f61646d696e5f74657374";
    private static final TestAuthority SERVERS = TestAuthority.named("Servers");
    private static final TestAuthority CHARGERS = TestAuthority.named("Chargers");

    @SuppressWarnings("NullAway.Init")
    static Bench bench;

    @BeforeAll
    static void start(TestDatabase database, @TempDir Path folder) throws IOException {
        var server = SERVERS.server();
        bench = Bench.start(
                database,
                folder,
                Map.of(
                        "SOCKET_TLS_PORT", Integer.toString(RunningServer.freePort()),
                        "TLS_CERT", file(folder, "server.pem", server.certificatePem()),
                        "TLS_KEY", file(folder, "server.key", server.keyPem()),
                        "TLS_CLIENT_CA", file(folder, "chargers.pem", CHARGERS.certificatePem()),
                        "CHARGER_CA_CERT", file(folder, "ca.pem", CHARGERS.certificatePem()),
                        "CHARGER_CA_KEY", file(folder, "ca.key", CHARGERS.keyPem())));
    }

    private static String file(Path folder, String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content).toString();
    }

    @AfterAll
    static void stop() {
        bench.close();
    }

    /** A charge point of this profile, known to the operator. */
    private static String registered(int securityProfile, @Nullable String password) {
        var identity = bench.register();
        var credentials = "{'securityProfile':" + securityProfile + ",'password':"
                + (password == null ? "null" : "'" + password + "'") + "}";
        assertThat(bench.put("/chargers/" + bench.connectorID(identity) + "/credentials", Bench.json(credentials))
                        .status())
                .isEqualTo(204);
        return identity;
    }

    private static Visit plain(String identity, @Nullable String password) {
        return new Visit(bench.server().sockets("/ocpp/" + identity), null, identity, password);
    }

    private static Visit secure(String identity, SSLContext tls, @Nullable String password) {
        return new Visit(bench.server().secureSockets("/ocpp/" + identity), tls, identity, password);
    }

    @Test
    @Tag("TC_073")
    void newPassword() {
        var identity = registered(1, OLD_KEY);
        try (var station =
                Station.on(bench, identity, plain(identity, OLD_KEY).enter()).boots()) {
            var payload = "{'key':'AuthorizationKey','value':'" + NEW_KEY + "'}";
            var asked = bench.operate(station, "ChangeConfiguration", payload);
            station.gets("ChangeConfiguration", payload).answersStatus("Accepted");
            var command = asked.join();
            assertThat(command.path("state").asText()).isEqualTo("accepted");
            assertThat(bench.get("/commands/" + command.path("id").asText()).toString())
                    .doesNotContain(NEW_KEY);
            bench.until("/commands/" + command.path("id").asText(), now -> logsIn(identity, NEW_KEY));
            assertThat(plain(identity, OLD_KEY).refusal())
                    .as("the old one, after the new was used")
                    .isEqualTo(401);
            assertThat(bench.get("/chargers/" + station.connectorID() + "/messages")
                            .toString())
                    .doesNotContain(NEW_KEY);
        }
    }

    private static boolean logsIn(String identity, String password) {
        try (var socket = plain(identity, password).enter()) {
            return socket.subprotocol().equals("ocpp1.6");
        } catch (CompletionException notYet) {
            return false;
        }
    }

    static Stream<Arguments> keys() {
        return Stream.of(
                Arguments.of("RSA", TestAuthority.rsaKeys(2048)), Arguments.of("ECDSA", TestAuthority.ecKeys()));
    }

    @ParameterizedTest
    @MethodSource("keys")
    @Tag("TC_074")
    void certificateOfTheChargePoint(String name, KeyPair keys) throws CertificateException {
        var identity = registered(2, OLD_KEY);
        try (var station = Station.on(
                        bench,
                        identity,
                        secure(identity, SERVERS.trusted(), OLD_KEY).enter())
                .boots()) {
            var trigger = "{'requestedMessage':'SignChargePointCertificate'}";
            var asked = bench.operate(station, "ExtendedTriggerMessage", trigger);
            station.gets("ExtendedTriggerMessage", trigger).answersStatus("Accepted");
            assertThat(asked.join().path("state").asText()).isEqualTo("accepted");

            var request = TestAuthority.signingRequest(keys, "CN=" + identity).replace("\n", "\\n");
            station.calls("SignCertificate", "{'csr':'" + request + "'}", "{'status':'Accepted'}");
            var chain = certificates(
                    station.gets("CertificateSigned").path("certificateChain").asText());
            assertThat(chain.get(0).getPublicKey()).isEqualTo(keys.getPublic());
            assertThat(chain.get(0).getIssuerX500Principal())
                    .isEqualTo(CHARGERS.certificate().getSubjectX500Principal());
            station.answersStatus("Accepted");
            untilCertificates(station, "charger", "installed");

            var shown = SERVERS.trustedShowing(new TestAuthority.Issued(chain.get(0), keys));
            station.reconnects(secure(identity, shown, null).enter()).boots();
        }
    }

    private static List<X509Certificate> certificates(String pem) throws CertificateException {
        return CertificateFactory.getInstance("X.509")
                .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)))
                .stream()
                .map(X509Certificate.class::cast)
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "TC_075_1,ManufacturerRootCertificate,manufacturerRoot",
        "TC_075_2,CentralSystemRootCertificate,centralSystemRoot"
    })
    @Tag("TC_075_1")
    @Tag("TC_075_2")
    void installARootCertificate(String name, String use, String kind) {
        try (var station = bench.booted()) {
            installs(station, use, SERVERS.certificatePem().replace("\n", "\\n"), "Accepted", "accepted");
            untilCertificates(station, kind, "installed");
        }
    }

    private static void installs(Station station, String use, String pem, String status, String state) {
        var payload = "{'certificateType':'" + use + "','certificate':'" + pem + "'}";
        var command = bench.operate(station, "InstallCertificate", payload);
        station.gets("InstallCertificate", payload).answersStatus(status);
        assertThat(command.join().path("state").asText()).isEqualTo(state);
    }

    @Test
    @Tag("TC_076")
    void deleteACertificate() {
        try (var station = bench.booted()) {
            installs(
                    station,
                    "CentralSystemRootCertificate",
                    SERVERS.certificatePem().replace("\n", "\\n"),
                    "Accepted",
                    "accepted");
            var hash =
                    untilCertificates(station, "centralSystemRoot", "installed").get(0);
            var hashData = "{'hashAlgorithm':'" + hash.path("hashAlgorithm").asText() + "','issuerNameHash':'"
                    + hash.path("issuerNameHash").asText() + "','issuerKeyHash':'"
                    + hash.path("issuerKeyHash").asText() + "','serialNumber':'"
                    + hash.path("serialNumber").asText() + "'}";
            lists(station, "{'certificateHashData':[" + hashData + "],'status':'Accepted'}", "accepted");

            var payload = "{'certificateHashData':" + hashData + "}";
            var delete = bench.operate(station, "DeleteCertificate", payload);
            station.gets("DeleteCertificate", payload).answersStatus("Accepted");
            assertThat(delete.join().path("state").asText()).isEqualTo("accepted");
            untilCertificates(station, "centralSystemRoot", "removed");

            lists(station, "{'status':'NotFound'}", "rejected");
            lists(station, "{'certificateHashData':[],'status':'Accepted'}", "accepted");
        }
    }

    private static void lists(Station station, String answer, String state) {
        var payload = "{'certificateType':'CentralSystemRootCertificate'}";
        var command = bench.operate(station, "GetInstalledCertificateIds", payload);
        station.gets("GetInstalledCertificateIds", payload).answersWhatever(answer);
        assertThat(command.join().path("state").asText()).isEqualTo(state);
    }

    @Test
    @Tag("TC_077")
    void invalidCertificateOfTheChargePoint() {
        try (var station = bench.booted()) {
            var chain = TestAuthority.named("Somebody else").certificatePem().replace("\n", "\\n");
            var payload = "{'certificateChain':'" + chain + "'}";
            var command = bench.operate(station, "CertificateSigned", payload);
            station.gets("CertificateSigned", payload).answersStatus("Rejected");
            assertThat(command.join().path("state").asText()).isEqualTo("rejected");
            reportsSecurityEvent(station, "InvalidChargePointCertificate");
        }
    }

    @Test
    @Tag("TC_078")
    void invalidCertificateOfTheCentralSystem() {
        try (var station = bench.booted()) {
            installs(station, "CentralSystemRootCertificate", "no certificate at all", "Rejected", "rejected");
            reportsSecurityEvent(station, "InvalidCentralSystemCertificate");
        }
    }

    private static void reportsSecurityEvent(Station station, String type) {
        station.calls("SecurityEventNotification", "{'type':'" + type + "','timestamp':'" + Bench.now() + "'}", "{}");
        var events = bench.get("/chargers/" + station.connectorID() + "/security-events");
        assertThat(events.findValuesAsText("type")).containsExactly(type);
    }

    private static JsonNode untilCertificates(Station station, String kind, String state) {
        return bench.until(
                "/chargers/" + station.connectorID() + "/certificates",
                known -> known.findValuesAsText("kind").contains(kind)
                        && known.findValuesAsText("state").contains(state));
    }

    @Test
    @Tag("TC_083")
    void raisedSecurityProfile() {
        var identity = registered(1, OLD_KEY);
        try (var station =
                Station.on(bench, identity, plain(identity, OLD_KEY).enter()).boots()) {
            var payload = "{'key':'SecurityProfile','value':'2'}";
            var command = bench.operate(station, "ChangeConfiguration", payload);
            station.gets("ChangeConfiguration", payload).answersStatus("Accepted");
            assertThat(command.join().path("state").asText()).isEqualTo("accepted");
            bench.until("/chargers/" + station.connectorID(), raised -> refusedOnTheOldProfile(identity));
            station.reconnects(secure(identity, SERVERS.trusted(), OLD_KEY).enter())
                    .boots();
        }
    }

    private static boolean refusedOnTheOldProfile(String identity) {
        try (var socket = plain(identity, OLD_KEY).enter()) {
            return socket.subprotocol().isEmpty();
        } catch (CompletionException refused) {
            return true;
        }
    }

    @Test
    @Tag("TC_085")
    void basicAuthentication() {
        var identity = registered(1, OLD_KEY);
        Station.on(bench, identity, plain(identity, OLD_KEY).enter()).boots().close();
        assertThat(plain(identity, NEW_KEY).refusal()).isEqualTo(401);
        assertThat(plain(identity, null).refusal()).isEqualTo(401);
    }

    @Test
    @Tag("TC_086")
    void tlsWithBasicAuthentication() {
        var identity = registered(2, OLD_KEY);
        Station.on(bench, identity, secure(identity, SERVERS.trusted(), OLD_KEY).enter())
                .boots()
                .close();
        assertThat(secure(identity, SERVERS.trusted(), NEW_KEY).refusal()).isEqualTo(401);
        assertThat(secure(identity, SERVERS.trusted(), null).refusal()).isEqualTo(401);
        assertThat(plain(identity, OLD_KEY).refusal()).as("without TLS").isEqualTo(401);
        assertThat(secure(identity, CHARGERS.trusted(), OLD_KEY).refusal())
                .as("a charge point that does not trust the server")
                .isZero();
    }

    @Test
    @Tag("TC_087")
    void tlsWithACertificateOfTheChargePoint() {
        var identity = registered(3, null);
        var right = SERVERS.trustedShowing(CHARGERS.client(identity));
        Station.on(bench, identity, secure(identity, right, null).enter())
                .boots()
                .close();
        assertThat(secure(identity, SERVERS.trustedShowing(CHARGERS.client("another")), null)
                        .refusal())
                .isEqualTo(401);
        assertThat(secure(identity, SERVERS.trusted(), null).refusal()).isEqualTo(401);
        assertThat(secure(identity, SERVERS.trustedShowing(CHARGERS.expiredClient(identity)), null)
                        .refusal())
                .isIn(0, 401);
    }

    @Test
    @Tag("TC_088")
    void subprotocols() {
        var uri = bench.server().sockets("/ocpp/" + bench.register());
        assertThat(TestSocket.connect(uri, "ocpp0.1").closeCode()).isEqualTo(1002);
        try (var socket = TestSocket.connect(uri, "ocpp0.1", "ocpp1.6")) {
            assertThat(socket.subprotocol()).isEqualTo("ocpp1.6");
        }
    }
}
