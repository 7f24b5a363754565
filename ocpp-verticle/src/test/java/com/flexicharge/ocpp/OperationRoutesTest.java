package com.flexicharge.ocpp;

import static org.assertj.core.api.Assertions.assertThat;

import com.flexicharge.ocpp.kit.Http;
import com.flexicharge.ocpp.kit.TestCharger;
import com.flexicharge.ocpp.kit.TestConfig;
import com.flexicharge.shared.contract.charger.Registration;
import com.flexicharge.testing.TestDatabase;
import com.flexicharge.testing.TestDatabaseExtension;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Operating chargers over HTTP, as an operator sees it. */
@ExtendWith(TestDatabaseExtension.class)
class OperationRoutesTest {
    private final int id = FreshNumbers.next();
    private final TestNode node;
    private final Http http;

    OperationRoutesTest(TestDatabase database) {
        node = new TestNode(database, TestConfig.with(Map.of("OCPP_CALL_QUEUE", "2", "REMOTE_WAIT_MS", "50")));
        node.others.charger(id, "CP" + id);
        http = node.http();
    }

    @AfterEach
    void close() {
        node.close();
    }

    private String path(String action) {
        return "/chargers/" + id + "/operations/" + action;
    }

    private static void answer(TestCharger charger, String call, String payload) {
        charger.send("[3,\"" + charger.getsCall(call) + "\"," + payload + "]");
    }

    @Test
    void aCommandAnsweredInTimeIsTheAnswer() {
        var charger = node.booted("CP" + id);
        var asked = http.sent("POST", path("Reset") + "?wait=5000", "{\"type\":\"Hard\"}");
        answer(charger, "\"Reset\",{\"type\":\"Hard\"}", "{\"status\":\"Rejected\"}");

        var answer = Http.done(asked);
        assertThat(answer.status()).isEqualTo(200);
        var command = answer.object();
        var commandID = command.getString("id");
        assertThat(command).isEqualTo(new JsonObject("""
                        {"id":"%s","connectorID":%d,"serialNumber":"CP%d","action":"Reset","request":{"type":"Hard"},
                         "state":"rejected","response":{"status":"Rejected"},"error":null,"outcome":null,"transactionID":null,
                         "reservationID":null,"jobID":null,"requestedBy":"boss","createdAt":"2026-01-02T03:04:05.678Z",
                         "sentAt":"2026-01-02T03:04:05.678Z","answeredAt":"2026-01-02T03:04:05.678Z",
                         "expiresAt":"2026-01-02T03:04:35.678Z"}""".formatted(commandID, id, id)));
        assertThat(http.get("/commands/" + commandID).object()).isEqualTo(command);
    }

    @Test
    void aCommandNotAnsweredInTimeIsToBeAskedForLater() {
        var charger = node.booted("CP" + id);

        var answer = http.asAdmin("POST", path("ClearCache"), "");
        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.header("location"))
                .isEqualTo("/commands/" + answer.object().getString("id"));
        assertThat(answer.object().getString("state")).isIn("queued", "sent");

        var later = http.sent("GET", answer.header("location") + "?wait=5000", "");
        answer(charger, "\"ClearCache\",{}", "{\"status\":\"Accepted\"}");
        assertThat(Http.done(later).object().getString("state")).isEqualTo("accepted");
    }

    @Test
    void aChargerIsAlsoNamedByItsSerialNumber() {
        var charger = node.booted("CP" + id);
        var asked = http.sent("POST", "/chargers/serial/CP" + id + "/operations/ClearCache?wait=5000", "{}");
        answer(charger, "\"ClearCache\",{}", "{\"status\":\"Accepted\"}");

        assertThat(Http.done(asked).status()).isEqualTo(200);
        assertThat(http.asAdmin("POST", "/chargers/serial/nobody/operations/ClearCache", "")
                        .code())
                .isEqualTo("chargerNotFound");
    }

    @Test
    void numbersLeaveAsTheyWereWrittenButWholeOnesWithoutAFraction() {
        var charger = node.booted("CP" + id);
        var profile = """
                {"connectorId":1,"csChargingProfiles":{"chargingProfileId":1,"stackLevel":0,"chargingProfilePurpose":"TxDefaultProfile",\
                "chargingProfileKind":"Absolute","chargingSchedule":{"chargingRateUnit":"W","chargingSchedulePeriod":[\
                {"startPeriod":0,"limit":11000},{"startPeriod":60,"limit":11000.0},{"startPeriod":90,"limit":0.10}],"minChargingRate":6.00}}}""";
        var asked = http.sent("POST", path("SetChargingProfile") + "?wait=5000", profile);
        var sent = profile.replace("11000.0", "11000").replace("6.00", "6");
        answer(charger, "\"SetChargingProfile\"," + sent, "{\"status\":\"Accepted\"}");

        assertThat(Http.done(asked).body()).contains("\"request\":" + sent);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Reset | {} | /type",
                "Reset | {\"type\":\"Warm\"} | /type",
                "Reset | {\"type\":\"Soft\",\"force\":true} | /force",
                "ChangeAvailability | {\"connectorId\":\"1\",\"type\":\"Operative\"} | /connectorId",
                "Reset | [] | ''"
            })
    void aPayloadThatDoesNotFitOcppIsRefusedWithThePlace(String action, String payload, String pointer) {
        var answer = http.asAdmin("POST", path(action) + "?ttl=60", payload);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.object().getJsonArray("errors").getJsonObject(0))
                .isEqualTo(new JsonObject().put("pointer", pointer).put("code", "invalidPayload"));
    }

    @ParameterizedTest
    @CsvSource({
        "reset,404,unknownOperation",
        "Heartbeat,404,unknownOperation",
        "Reboot,404,unknownOperation",
        "ClearCache?wait=60001,400,invalidWait",
        "ClearCache?wait=soon,400,invalidWait",
        "ClearCache?ttl=-1,400,invalidTtl",
        "ClearCache,503,chargerOffline"
    })
    void whatCannotBeAskedIsRefused(String action, int status, String code) {
        var answer = http.asAdmin("POST", path(action), "{}");

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.code()).isEqualTo(code);
        assertThat(http.get("/chargers/" + id + "/commands").array()).isEmpty();
    }

    @Test
    void unknownChargersAreNotFound() {
        assertThat(http.asAdmin("POST", "/chargers/1/operations/ClearCache", "").code())
                .isEqualTo("chargerNotFound");
        assertThat(http.get("/chargers/1/commands").code()).isEqualTo("chargerNotFound");
        assertThat(http.asAdmin("POST", "/chargers/zero/operations/ClearCache", "")
                        .code())
                .isEqualTo("invalidConnectorID");
    }

    @Test
    void onlyAdminsOperateChargers() {
        assertThat(http.asUser("POST", path("ClearCache"), "{}").status()).isEqualTo(403);
        assertThat(http.asUser("GET", "/commands", "").status()).isEqualTo(403);
    }

    @Test
    void aChargerThatIsNotRegisteredIsOffline() {
        node.others.charger(id, "CP" + id).registered(Registration.REJECTED);
        node.strict("CP" + id);

        assertThat(http.asAdmin("POST", path("ClearCache"), "").code()).isEqualTo("chargerOffline");
    }

    @Test
    void aFlexiChargeChargerIsOnlyAskedForWhatItKnows() {
        var charger = node.flexiCharge("CP" + id);

        var answer = http.asAdmin("POST", path("Reset"), "{\"type\":\"Soft\"}");
        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.code()).isEqualTo("notSupportedByDialect");

        var asked = http.sent("POST", path("RemoteStopTransaction") + "?wait=5000", "{\"transactionId\":5}");
        answer(charger, "\"RemoteStopTransaction\",{\"transactionID\":5}", "{\"status\":\"Accepted\"}");
        assertThat(Http.done(asked).object().getString("state")).isEqualTo("accepted");
    }

    @Test
    void moreThanMayWaitIsRefused() {
        assertThat(http.asAdmin("POST", path("ClearCache") + "?ttl=60&wait=0", "")
                        .status())
                .isEqualTo(202);
        assertThat(http.asAdmin("POST", path("ClearCache") + "?ttl=60&wait=0", "")
                        .status())
                .isEqualTo(202);

        var third = http.asAdmin("POST", path("ClearCache") + "?ttl=60&wait=0", "");
        assertThat(third.status()).isEqualTo(429);
        assertThat(third.code()).isEqualTo("commandQueueFull");
        assertThat(third.header("retry-after")).isNotEmpty();
    }

    @Test
    void aQueuedCommandCanBeTakenBackAndASentOneCannot() {
        var queued =
                http.asAdmin("POST", path("ClearCache") + "?ttl=60&wait=0", "").header("location");
        var kept = http.asAdmin("POST", path("Reset") + "?ttl=60&wait=0", "{\"type\":\"Soft\"}")
                .header("location");

        assertThat(http.asAdmin("DELETE", queued, "").status()).isEqualTo(204);
        assertThat(http.get(queued).object().getString("state")).isEqualTo("cancelled");
        var charger = node.booted("CP" + id);
        charger.getsCall("\"Reset\",{\"type\":\"Soft\"}");
        assertThat(http.asAdmin("DELETE", kept, "").code()).isEqualTo("commandAlreadySent");
        assertThat(http.asAdmin("DELETE", "/commands/cmd_none", "").code()).isEqualTo("commandNotFound");
        assertThat(http.get("/commands/cmd_none").status()).isEqualTo(404);
    }

    @Test
    void commandsAreFoundByEveryFilterPageByPage() {
        http.asAdmin("POST", path("ClearCache") + "?ttl=60&wait=0", "");
        http.asAdmin("POST", path("Reset") + "?ttl=60&wait=0", "{\"type\":\"Soft\"}");
        var of = "/commands?connectorID=" + id;

        assertThat(actions(of)).containsExactly("ClearCache", "Reset");
        assertThat(actions(of + "&order=desc")).containsExactly("Reset", "ClearCache");
        assertThat(actions(of + "&action=Reset")).containsExactly("Reset");
        assertThat(actions(of + "&state=accepted")).isEmpty();
        assertThat(actions(of + "&state=queued")).hasSize(2);
        assertThat(actions("/commands?serialNumber=CP" + id)).hasSize(2);
        assertThat(actions(of + "&from=2026-01-02T03:04:05.678Z")).hasSize(2);
        assertThat(actions(of + "&to=2026-01-02T03:04:05.678Z")).isEmpty();
        assertThat(actions("/chargers/" + id + "/commands")).hasSize(2);
        assertThat(http.get(of + "&state=lost").code()).isEqualTo("invalidRequest");

        var link = http.get(of + "&limit=1").header("link");
        assertThat(actions(link.substring(1, link.indexOf('>')))).containsExactly("Reset");
    }

    private java.util.List<String> actions(String path) {
        return http.get(path).array().stream()
                .map(command -> ((JsonObject) command).getString("action"))
                .toList();
    }

    @Test
    void theSameKeyGivesTheSameCommandAndAnotherBodyIsAConflict() {
        var path = path("ClearCache") + "?ttl=60&wait=0";
        var first = http.asAdmin("POST", path, "{}", "Idempotency-Key", "k1");
        var second = http.asAdmin("POST", path, "", "Idempotency-Key", "k1");
        var other =
                http.asAdmin("POST", path("Reset") + "?ttl=60&wait=0", "{\"type\":\"Soft\"}", "Idempotency-Key", "k1");

        assertThat(second.object().getString("id")).isEqualTo(first.object().getString("id"));
        assertThat(other.status()).isEqualTo(409);
        assertThat(other.code()).isEqualTo("idempotencyKeyReused");
        assertThat(http.asAdmin("POST", path, "", "Idempotency-Key", "k".repeat(65))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void twoWithTheSameKeyAtOnceAreOneCommand() {
        var path = path("ClearCache") + "?ttl=60&wait=0";
        var first = http.sent("POST", path, "{}", "Idempotency-Key", "k2");
        var second = http.sent("POST", path, "{}", "Idempotency-Key", "k2");

        assertThat(Http.done(first).object().getString("id"))
                .isEqualTo(Http.done(second).object().getString("id"));
        assertThat(actions("/chargers/" + id + "/commands")).hasSize(1);
    }

    @Test
    void aKeyOfARefusedRequestIsFreeAgain() {
        assertThat(http.asAdmin("POST", path("ClearCache"), "", "Idempotency-Key", "k3")
                        .status())
                .isEqualTo(503);

        assertThat(http.asAdmin("POST", path("ClearCache") + "?ttl=60", "", "Idempotency-Key", "k3")
                        .status())
                .isEqualTo(202);
    }
}
