package com.flexicharge.launcher.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.flexicharge.launcher.e2e.RunningServer.Answer;
import com.flexicharge.shared.contract.transaction.TransactionEndpoints;
import com.flexicharge.shared.contract.transaction.TransactionEndpoints.AddTransaction;
import com.flexicharge.testing.TestDatabase;
import com.flexicharge.testing.TestDatabaseExtension;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What apps rely on whatever they ask: which status says what, and which spellings of a path are one. */
@ExtendWith(TestDatabaseExtension.class)
class HouseRulesTest {
    @TempDir
    static Path folder = Path.of("");

    @SuppressWarnings("NullAway.Init")
    static RunningServer server;

    @BeforeAll
    static void start(TestDatabase database) {
        server = RunningServer.on(database, folder, Map.of("REMOTE_WAIT_MS", "1500"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void aChargerThatIsNotConnectedCannotBeReservedStartedOrStopped() {
        refused(
                server.post("/transactions", server.token("alice"), "{\"connectorID\":100001}"),
                503,
                "couldNotReserveCharger");
        int reserved = add("alice", 100001, null);
        refused(
                server.put("/transactions/start/" + reserved, server.token("alice"), ""),
                503,
                "couldNotStartTransaction");
        assertThat(state(reserved)).isEqualTo("reserved");
        int active = add("alice", 100002, 0L);
        refused(server.put("/transactions/stop/" + active, server.token("alice"), ""), 503, "couldNotStopTransaction");
        assertThat(state(active)).isEqualTo("active");
    }

    @Test
    void aChargerThatIsSilentIsWaitedForAndALateStartStillCounts() {
        int id = add("alice", 100003, null);
        try (var charger = new FlexiChargeFirmware(server, "abc113")) {
            charger.boot();

            refused(
                    server.put("/transactions/start/" + id, server.token("alice"), ""),
                    504,
                    "couldNotStartTransaction");
            assertThat(state(id)).isEqualTo("requested");

            charger.accept(charger.serverCall("RemoteStartTransaction"));
            assertThat(charger.startTransaction("0")).isEqualTo(id);
            assertThat(state(id)).isEqualTo("active");
            refused(server.put("/transactions/stop/" + id, server.token("alice"), ""), 504, "couldNotStopTransaction");
            assertThat(state(id)).isEqualTo("active");
        }
    }

    @Test
    void aChargerThatIsSilentIsNotReserved() {
        try (var charger = new FlexiChargeFirmware(server, "abc114")) {
            charger.boot();

            refused(
                    server.post("/transactions", server.token("alice"), "{\"connectorID\":100004}"),
                    504,
                    "couldNotReserveCharger");
            assertThat(server.database().rows("select state from transaction.transactions where connector_id = 100004"))
                    .containsExactly("failed");
        }
    }

    @ParameterizedTest
    @CsvSource({"Occupied, 409", "Rejected, 502", "Faulted, 502", "Unavailable, 502"})
    void whatTheChargerSaysToAReservationIsWhatThePersonIsTold(String word, int status) {
        try (var charger = new FlexiChargeFirmware(server, "abc115")) {
            charger.boot();
            var posted = CompletableFuture.supplyAsync(
                    () -> server.post("/transactions", server.token("alice"), "{\"connectorID\":100005}"));
            var reserveNow = charger.serverCall("ReserveNow");
            charger.socket().send("[3,\"" + reserveNow.uniqueID() + "\",\"ReserveNow\",{\"status\":\"" + word + "\"}]");

            refused(posted.join(), status, "couldNotReserveCharger");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'{\"connectorID\":424242}', 404, dbForeignKeyConstraintError",
        "'{\"connectorID\":99}', 404, dbForeignKeyConstraintError",
        "'{\"connectorID\":0}', 400, invalidConnectorID",
        "'{}', 400, invalidConnectorID",
        "'{\"connectorID\":\"x\"}', 400, invalidDataType",
        "'{\"connectorID\":100001,\"paymentType\":\"cash\"}', 400, invalidPaymentType",
        "'{', 400, invalidJson"
    })
    void whatCannotBeReservedIsRefusedWithItsCode(String body, int status, String code) {
        refused(server.post("/transactions", server.token("alice"), body), status, code);
    }

    @Test
    void number9999IsTheCallersOwnSession() {
        var nobody = server.get("/transactions/9999", server.token("newcomer"));
        refused(nobody, 404, "transactionNotFound");

        int bobs = add("bob", 100006, 0L);
        int carols = add("carol", 100007, null);
        assertThat(idOf(server.get("/transactions/9999", server.token("bob")))).isEqualTo(bobs);
        assertThat(idOf(server.get("/transactions/9999", server.token("carol"))))
                .isEqualTo(carols);

        var given = server.put("/transactions/stop/9999", server.token("carol"), "");
        assertThat(given.status()).isEqualTo(200);
        assertThat(idOf(given)).isEqualTo(carols);
        assertThat(given.body().get("state").asText()).isEqualTo("cancelled");
        assertThat(idOf(server.get("/transactions/9999", server.token("carol"))))
                .as("the latest when none is open")
                .isEqualTo(carols);
        assertThat(state(bobs)).isEqualTo("active");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/transaction/ID", "/transaction/ID/", "/transactions/ID/", "//transactions//ID"})
    void aPathMayBeSpelledInSeveralWays(String path) {
        int id = add("dave", 100008, 0L);

        var plain = server.get("/transactions/" + id, server.token("dave"));
        var spelled = server.get(path.replace("ID", Integer.toString(id)), server.token("dave"));
        assertThat(plain.status()).isEqualTo(200);
        assertThat(spelled.status()).isEqualTo(200);
        assertThat(spelled.body()).isEqualTo(plain.body());
    }

    @Test
    void theLocationOfASessionIsItsPrimaryPath() {
        try (var charger = new FlexiChargeFirmware(server, "abc119")) {
            charger.boot();
            var posted = CompletableFuture.supplyAsync(
                    () -> server.post("/transaction/", server.token("erin"), "{\"connectorID\":100009}"));
            charger.accept(charger.serverCall("ReserveNow"));

            assertThat(posted.join().response().headers().firstValue("location"))
                    .hasValue("/transactions/" + idOf(posted.join()));
        }
    }

    @Test
    void whatIsNotThereIsSaidInTheOneShapeOfAllErrors() {
        var unknown = server.get("/nowhere", null);
        refused(unknown, 404, "notFound");
        assertThat(unknown.response().headers().firstValue("content-type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
        assertThat(unknown.body().get("instance").asText()).isEqualTo("/nowhere");
        var wrongMethod = server.send("DELETE", "/transactions", server.adminToken(), "");
        refused(wrongMethod, 405, "methodNotAllowed");
        assertThat(wrongMethod.response().headers().firstValue("allow")).isPresent();
        refused(server.get("/transactions/x", server.token("alice")), 400, "invalidTransactionId");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/transactions", "/transaction/start/1", "/chargers/", "/nowhere/at/all"})
    void aBrowserMayAskFromAnywhereOnEveryPath(String path) throws IOException, InterruptedException {
        var preflight = HttpRequest.newBuilder(server.http(path))
                .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
                .header("Origin", "https://app.example.org")
                .header("Access-Control-Request-Method", "PUT")
                .header("Access-Control-Request-Headers", "authorization,content-type")
                .build();

        var answer = HttpClient.newHttpClient().send(preflight, BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(answer.headers().firstValue("access-control-allow-origin")).hasValue("*");
        assertThat(answer.headers().firstValue("access-control-allow-methods"))
                .hasValueSatisfying(methods -> assertThat(methods).contains("PUT"));
        assertThat(answer.headers().firstValue("access-control-allow-headers"))
                .hasValueSatisfying(
                        headers -> assertThat(headers).contains("authorization").contains("content-type"));
    }

    private static int add(String userID, int connectorID, @Nullable Long meterStart) {
        return new BusCaller(server.process().bus())
                .ask(TransactionEndpoints.ADD_TRANSACTION, new AddTransaction(userID, connectorID, meterStart))
                .transactionID();
    }

    private static int idOf(Answer answer) {
        return answer.body().get("transactionID").asInt();
    }

    private static String state(int id) {
        return server.get("/transactions/" + id, server.adminToken())
                .body()
                .get("state")
                .asText();
    }

    private static void refused(Answer answer, int status, String code) {
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(status);
        assertThat(answer.body().get("code").asText()).isEqualTo(code);
        assertThat(answer.body().get("statusCode").asInt()).isEqualTo(status);
        assertThat(answer.body().get("message").asText()).isNotBlank();
    }
}
