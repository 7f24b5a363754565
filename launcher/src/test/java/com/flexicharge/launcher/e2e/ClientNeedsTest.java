package com.flexicharge.launcher.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The apps that exist, each by the very requests it sends and by what it cannot do without in their answers. */
@ExtendWith(RunningServerExtension.class)
class ClientNeedsTest {
    @SuppressWarnings("NullAway.Init")
    static RunningServer server;

    @SuppressWarnings("NullAway.Init")
    static Person anna;

    @BeforeAll
    static void start(RunningServer running) {
        server = running;
        anna = Person.signUp(server, "anna@example.org");
    }

    @Test
    void theAndroidAppChargesWithNoBodiesAndReadsWholeNumbers() {
        try (var charger = new FlexiChargeFirmware(server, "abc111")) {
            charger.boot();
            charger.status("Available");
            var listed = server.get("/chargers", null).body();
            assertThat(listed.isArray()).isTrue();
            assertThat(listed)
                    .allSatisfy(
                            one -> assertThat(one.get("connectorID").asText()).hasSize(6));

            var posted = ask(() ->
                    server.post("/transaction", anna.token(), "{\"connectorID\":100001,\"paymentType\":\"invoice\"}"));
            charger.accept(charger.serverCall("ReserveNow"));
            int id = posted.join().body().get("transactionID").asInt();
            var waiting = server.get("/transaction/" + id, anna.token()).body();
            assertThat(waiting.get("currentChargePercentage").isInt())
                    .as("before the start too")
                    .isTrue();
            assertThat(waiting.get("kwhTransferred").isNumber()).isTrue();
            assertThat(waiting.get("pricePerKwh").isInt()).isTrue();
            assertThat(waiting.get("startTimestamp").isNull()).isTrue();

            var started = ask(() -> server.put("/transaction/start/" + id, anna.token(), ""));
            charger.accept(charger.serverCall("RemoteStartTransaction"));
            charger.startTransaction("0");
            assertThat(started.join().status()).isEqualTo(200);
            charger.stopTransaction("1500", "EVDisconnected");
            var seen = server.get("/transaction/" + id, anna.token()).body();
            assertThat(seen.get("endTimestamp").isIntegralNumber()).isTrue();
            assertThat(seen.get("startTimestamp").isIntegralNumber()).isTrue();
            assertThat(server.put("/transaction/stop/" + id, anna.token(), "").status())
                    .as("it stops what it sees to be over")
                    .isEqualTo(200);
        }
        assertThat(server.send("POST", "/transaction", null, "{\"connectorID\":100001}")
                        .status())
                .as("leads it to its sign-in")
                .isEqualTo(401);
    }

    @Test
    void theFlutterAppStopsItsOwnTransaction9999AndDecodesIntegersStrictly() {
        try (var charger = new FlexiChargeFirmware(server, "abc112")) {
            charger.boot();
            charger.status("Available");
            var posted = ask(() -> server.post("/transaction", anna.token(), "{\"connectorID\":100002}"));
            charger.accept(charger.serverCall("ReserveNow"));
            assertThat(posted.join().status()).isEqualTo(201);
            int id = posted.join().body().get("transactionID").asInt();
            assertThat(posted.join().body().get("klarnaClientToken").asText()).isEmpty();

            var started = ask(() -> server.put("/transaction/start/" + id, anna.token(), ""));
            charger.accept(charger.serverCall("RemoteStartTransaction"));
            charger.startTransaction("0");
            assertThat(started.join().status()).isEqualTo(200);
            for (var name : List.of("kwhTransferred", "currentChargePercentage", "pricePerKWh", "price", "energyWh")) {
                assertThat(started.join().body().get(name).isIntegralNumber())
                        .as(name)
                        .isTrue();
            }
            var stopped = ask(() -> server.put("/transaction/stop/9999", anna.token(), ""));
            charger.accept(charger.serverCall("RemoteStopTransaction"));
            charger.stopTransaction("700", "Remote");
            assertThat(stopped.join().body().get("transactionID").asInt()).isEqualTo(id);
        }
        for (var point : server.get("/chargePoints", null).body()) {
            assertThat(point.get("address").isTextual()).isTrue();
            assertThat(point.get("price").isInt()).isTrue();
            assertThat(point.get("klarnaReservationAmount").isInt()).isTrue();
        }
        var ignored = server.send("PUT", "/chargers/100002", null, "{\"status\":1}");
        assertThat(ignored.status()).isEqualTo(401);
        assertThat(ignored.body().get("message").isTextual()).isTrue();
    }

    @Test
    void theAdminWebAppKeepsPointsChargersAndPeople() {
        var admin = server.adminToken();
        var made = server.post(
                "/chargePoints/",
                admin,
                "{\"name\":\"New place\",\"location\":[57.7,14.1],\"price\":0,\"klarnaReservationAmount\":500}");
        assertThat(made.status()).isEqualTo(201);
        int point = made.body().get("chargePointID").asInt();
        assertThat(made.body().get("location").isArray()).isTrue();
        assertThat(made.body().get("address").asText()).isEmpty();

        var saved = server.put("/chargePoints/" + point, admin, "{\"name\":\"Newer place\",\"price\":0}");
        assertThat(saved.status()).isEqualTo(200);
        assertThat(saved.body().get("name").asText()).isEqualTo("Newer place");
        var serial = "0123456789abcdef0123456789abcdef0123";
        var body = "{\"chargePointID\":" + point + ",\"serialNumber\":\"" + serial + "\",\"location\":[57.7,14.1]}";
        assertThat(server.post("/chargers/", admin, body).status()).isEqualTo(201);
        var twice = server.post("/chargers/", admin, body);
        assertThat(twice.body().get("code").asText()).isEqualTo("dbUniqueConstraintError");

        var users = server.get("/admin/users?limit=60", admin).body();
        assertThat(users.get("Users"))
                .isNotEmpty()
                .allSatisfy(user -> assertThat(user.get("Attributes").isArray()).isTrue());
        assertThat(server.get("/admin/", admin).status()).isEqualTo(200);
        assertThat(server.get("/invoices/", admin).body().isArray()).isTrue();
        server.post("/admin/users", admin, "{\"username\":\"new@example.org\",\"password\":\"First-1-word\"}");
        var challenge = server.send(
                "POST", "/admin/sign-in", null, "{\"username\":\"new@example.org\",\"password\":\"First-1-word\"}");
        assertThat(challenge.body().get("code").asText()).isEqualTo("insufficientScope");
    }

    @Test
    void theAdminWebAppIsAskedForAFirstPassword() {
        var admin = server.adminToken();
        server.post("/admin", admin, "{\"username\":\"boss@example.org\",\"password\":\"First-1-word\"}");

        var challenge = server.send(
                "POST", "/admin/sign-in", null, "{\"username\":\"boss@example.org\",\"password\":\"First-1-word\"}");

        assertThat(challenge.status()).isEqualTo(400);
        assertThat(challenge.body().get("ChallengeName").asText()).isEqualTo("NEW_PASSWORD_REQUIRED");
        var changed = server.send(
                "POST",
                "/admin/force-change-password",
                null,
                "{\"username\":\"boss@example.org\",\"password\":\"Second-2-word\",\"session\":\""
                        + challenge.body().get("Session").asText() + "\"}");
        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.body().get("accessToken").asText()).isNotEmpty();
    }

    @Test
    void theProfileWebAppChangesThePasswordWithItsTokenInTheBody() {
        var berit = Person.signUp(server, "berit@example.org");

        var changed = server.send(
                "POST",
                "/auth/change-password",
                null,
                "{\"accessToken\":\"" + berit.token() + "\",\"previousPassword\":\"" + Person.PASSWORD
                        + "\",\"newPassword\":\"Second-2-word\"}");

        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.body().get("message").isTextual()).isTrue();
        var saved = server.put(
                "/auth/user-information",
                berit.token(),
                "{\"firstName\":\"Berit\",\"lastName\":\"\",\"phoneNumber\":\"070\",\"streetAddress\":\"\",\"zipCode\":\"\","
                        + "\"city\":\"Umeå\",\"country\":\"\"}");
        assertThat(saved.status()).isEqualTo(204);
        var known = server.get("/auth/user-information", berit.token()).body();
        assertThat(known.get("city").asText()).isEqualTo("Umeå");
        assertThat(names(known))
                .containsExactlyInAnyOrder(
                        "username",
                        "firstName",
                        "lastName",
                        "phoneNumber",
                        "streetAddress",
                        "zipCode",
                        "city",
                        "country");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "POST|/auth/sign-in|{\"username\":\"anna@example.org\",\"password\":\"wrong\"}|400",
                "POST|/auth/verify|{\"username\":\"anna@example.org\",\"code\":\"000000\"}|400",
                "POST|/auth/sign-up|{\"username\":\"x\",\"password\":\"y\",\"confirmPassword\":\"y\"}|400",
                "POST|/auth/forgot-password/nobody@example.org||200",
                "GET|/chargers/999999||404",
                "GET|/nowhere||404"
            })
    void everyAnswerHasAMessageThatCanBeShown(String method, String path, String body, int status) {
        var answer = server.send(method, path, null, body == null ? "" : body);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.body().get("message").asText()).isNotEmpty();
    }

    private static List<String> names(JsonNode object) {
        return StreamSupport.stream(((Iterable<String>) object::fieldNames).spliterator(), false)
                .toList();
    }

    private static CompletableFuture<RunningServer.Answer> ask(Supplier<RunningServer.Answer> work) {
        return CompletableFuture.supplyAsync(work);
    }
}
