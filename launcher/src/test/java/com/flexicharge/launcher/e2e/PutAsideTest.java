package com.flexicharge.launcher.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What cannot be booked: what the charger hears, and what an operator finds and makes of it. */
@ExtendWith(RunningServerExtension.class)
class PutAsideTest {
    @SuppressWarnings("NullAway.Init")
    static RunningServer server;

    @BeforeAll
    static void start(RunningServer running) {
        server = running;
    }

    /** The payload, the answer from its type on, and the reason; NOW is the time. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            StopTransaction  | {"transactionId":-1,"meterStop":1,"timestamp":"NOW"} | [3,"1",{}] | unknownTransaction
            StopTransaction  | {"transactionId":0,"meterStop":1,"timestamp":"NOW"} | [3,"1",{}] | unknownTransaction
            StopTransaction  | {"transactionId":77777777,"meterStop":1,"timestamp":"NOW"} | [3,"1",{}] | unknownTransaction
            StopTransaction  | {"transactionId":9007199254740993,"meterStop":1,"timestamp":"NOW"} | [3,"1",{}] | unknownTransaction
            StopTransaction  | {"transactionId":1,"timestamp":"NOW"} | [4,"1","OccurenceConstraintViolation" | badForm
            StartTransaction | {"connectorId":"one","idTag":"A","meterStart":0,"timestamp":"NOW"} | [4,"1","TypeConstraintViolation" | badForm
            MeterValues      | {"connectorId":1,"meterValue":7} | [4,"1","TypeConstraintViolation" | badForm
            MeterValues      | {"connectorId":1,"transactionId":77777777,"meterValue":[{"timestamp":"NOW","sampledValue":[{"value":"1"}]}]} | [3,"1",{}] | unknownTransaction
            """)
    void aMessageAboutMoneyIsFoundByItsReason(String action, String payload, String answer, String reason) {
        try (var charger = new StrictCharger(server, "abc111")) {
            var sent = payload.replace("NOW", StrictCharger.now());
            charger.socket().send("[2,\"1\",\"" + action + "\"," + sent + "]");
            assertThat(charger.socket().next()).startsWith(answer);

            var found = unmatched("connectorID=100001&order=desc&limit=1&reason=" + reason)
                    .get(0);
            assertThat(found.get("kind").asText()).isEqualTo(action);
            assertThat(found.get("reason").asText()).isEqualTo(reason);
            assertThat(found.get("resolution").isNull()).isTrue();
            assertThat(sent).contains(found.get("payload").path("transactionId").asText());
        }
    }

    @Test
    void anOperatorBooksAStopWhoseNumberNobodyKnowsAndTheTrailTellsIt() {
        try (var charger = new StrictCharger(server, "abc112")) {
            int first = begun(charger, 1);
            begun(charger, 2);
            assertThat(charger.call(
                            "StopTransaction",
                            "{\"transactionId\":-1,\"meterStop\":5000,\"timestamp\":\"" + StrictCharger.now() + "\"}"))
                    .isEqualTo("{}");
            long id = unmatched("connectorID=100002&resolved=false")
                    .get(0)
                    .get("id")
                    .asLong();
            var admin = server.adminToken();

            var resolved = server.post(
                    "/transactions/unmatched/" + id + "/resolve",
                    admin,
                    "{\"transactionID\":" + first + ",\"note\":\"seen on site\"}");

            assertThat(resolved.status()).isEqualTo(200);
            assertThat(server.post("/transactions/unmatched/" + id + "/resolve", admin, "{\"discard\":true}")
                            .status())
                    .isEqualTo(409);
            var ended = server.get("/transactions/" + first, admin).body();
            assertThat(ended.get("state").asText()).isEqualTo("ended");
            assertThat(ended.get("energyWh").asInt()).isEqualTo(4000);
            assertThat(ended.get("price").asInt()).isEqualTo(1332);
            var trail = server.get("/transactions/" + first + "/trail", admin).body();
            assertThat(trail).hasSize(1);
            assertThat(trail.get(0).get("what").asText()).isEqualTo("unmatchedBooked");
            assertThat(trail.get(0).get("after").get("note").asText()).isEqualTo("unmatched " + id + ": seen on site");
        }
    }

    @Test
    void aChargerWithTheClockOf1970IsBookedAndFoundByItsClock() {
        try (var charger = new StrictCharger(server, "abc113")) {
            int id = charger.start(
                    "{\"connectorId\":1,\"idTag\":\"A\",\"meterStart\":0,\"timestamp\":\"1970-01-01T00:00:10Z\"}");
            charger.call(
                    "StopTransaction",
                    "{\"transactionId\":" + id + ",\"meterStop\":500,\"timestamp\":\"1970-01-01T01:00:10Z\"}");

            var found = server.get("/transactions?suspectReason=clock", server.adminToken())
                    .body();
            assertThat(found).hasSize(1);
            assertThat(found.get(0).get("transactionID").asInt()).isEqualTo(id);
            assertThat(found.get(0).get("energyWh").asInt()).isEqualTo(500);
        }
    }

    private static int begun(StrictCharger charger, int connector) {
        return charger.start("{\"connectorId\":" + connector + ",\"idTag\":\"A\",\"meterStart\":1000,\"timestamp\":\""
                + StrictCharger.now() + "\"}");
    }

    private static JsonNode unmatched(String query) {
        return server.get("/transactions/unmatched?" + query, server.adminToken())
                .body();
    }
}
