package com.flexicharge.launcher.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The four flows in the FlexiCharge dialect, frame by frame as the firmware and the small simulator speak it. */
@ExtendWith(RunningServerExtension.class)
class FlexiChargeJourneyTest {
    @SuppressWarnings("NullAway.Init")
    static RunningServer server;

    @BeforeAll
    static void start(RunningServer running) {
        server = running;
    }

    @Test
    void aChargerBootsAndShowsItsNumberAndPrice() {
        try (var charger = new FlexiChargeFirmware(server, "abc119")) {
            assertThat(charger.boot())
                    .isEqualTo("{\"vendorId\":\"com.flexicharge\",\"messageId\":\"BootData\","
                            + "\"data\":\"{\\\"connectorID\\\":100009,\\\"chargingPrice\\\":3.33}\"}");
            charger.status("Available");

            var shown = server.get("/chargers/100009", null);
            assertThat(shown.status()).isEqualTo(200);
            assertThat(shown.body().get("connected").asBoolean()).isTrue();
            assertThat(shown.body().get("status").asText()).isEqualTo("Available");
            assertThat(shown.body().get("statusCode").asInt()).isEqualTo(1);
            assertThat(shown.body().get("protocol").asText()).isEqualTo("flexicharge");
            assertThat(shown.body().get("vendor").asText()).isEqualTo("AVT-Company");
            assertThat(server.database()
                            .rows("select model, firmware_version from charger.chargers where connector_id = 100009"))
                    .containsExactly("AVT-Express|0.9.87");
        }
    }

    @Test
    void aPersonReservesStartsWatchesAndStopsAndSeesEnergyAndPrice() {
        try (var charger = new FlexiChargeFirmware(server, "abc118");
                var phone = TestSocket.connect(server.sockets("/user/alice?access_token=" + server.token("alice")))) {
            charger.boot();
            charger.status("Available");

            int id = reserve(charger, "alice", 100008);
            start(charger, "alice", id);
            String first = charger.meterValues(12, 7200, 35);
            assertThat(phone.next()).isEqualTo(first);
            String second = charger.meterValues(13, 7200, 2500);
            assertThat(phone.next()).isEqualTo(second);

            var running = server.get("/transactions/" + id, server.token("alice"));
            assertThat(running.body().get("state").asText()).isEqualTo("active");
            assertThat(running.body().get("energyWh").asInt()).isEqualTo(2500);
            assertThat(running.body().get("currentChargePercentage").asInt()).isEqualTo(13);

            var ended = stop(charger, "alice", id, "5000");
            assertThat(ended.get("state").asText()).isEqualTo("ended");
            assertThat(ended.get("energyWh").asInt()).isEqualTo(5000);
            assertThat(ended.get("kwhTransferred").asInt()).isEqualTo(5);
            assertThat(ended.get("price").asInt()).isEqualTo(1665);
            assertThat(ended.get("stopReason").asText()).isEqualTo("Remote");
            assertThat(phone.next())
                    .matches(
                            "\\[2,\"[^\"]+\",\"StopTransaction\",\\{\"transactionId\":" + id
                                    + ",\"meterStop\":5000,\"energyWh\":5000,\"price\":1665,\"reason\":\"Remote\",\"timestamp\":\\d{10}}]");

            // The first reading and the last one; the second came within the interval.
            await().untilAsserted(() -> assertThat(server.database()
                            .rows("select energy_wh, percent, final from livemetrics.readings where transaction_id = "
                                    + id + " order by reading_no"))
                    .containsExactly("35|12|f", "5000|13|t"));
            assertThat(server.database()
                            .rows("select state, meter_start, meter_stop, energy_wh, price_ore, stop_reason, user_id"
                                    + " from transaction.transactions where transaction_id = " + id))
                    .containsExactly("ended|0|5000|5000|1665|Remote|alice");
        }
    }

    @Test
    void aSessionThatEndsAtTheChargerIsClosedWithoutAnyRemoteStop() {
        try (var charger = new FlexiChargeFirmware(server, "abc117")) {
            charger.boot();
            int id = reserve(charger, "bob", 100007);
            start(charger, "bob", id);
            charger.status("Available");
            charger.stopTransaction("1200.7", "EVDisconnected");

            var ended = server.get("/transactions/" + id, server.token("bob")).body();
            assertThat(ended.get("state").asText()).isEqualTo("ended");
            assertThat(ended.get("energyWh").asInt()).isEqualTo(1200);
            assertThat(ended.get("stopReason").asText()).isEqualTo("EVDisconnected");
        }
    }

    @Test
    void aSessionStartedAtTheChargerIsOnRecordWithoutAnOwner() {
        try (var charger = new FlexiChargeFirmware(server, "abc116")) {
            charger.boot();
            int id = charger.startTransaction("0");
            charger.stopTransaction("700", "Local");

            assertThat(server.get("/transactions/" + id, server.token("mallory"))
                            .status())
                    .isEqualTo(403);
            var seen = server.get("/transactions/" + id, server.adminToken()).body();
            assertThat(seen.get("userID").isNull()).isTrue();
            assertThat(seen.get("energyWh").asInt()).isEqualTo(700);
        }
    }

    @Test
    void aChargerThatWasOfflineGoesOnWithItsSessionAndARepeatedStopChangesNothing() {
        int id;
        try (var charger = new FlexiChargeFirmware(server, "abc115")) {
            charger.boot();
            id = reserve(charger, "carol", 100005);
            start(charger, "carol", id);
            charger.meterValues(10, 7000, 100);
            charger.socket().abort();
        }
        try (var charger = new FlexiChargeFirmware(server, "abc115")) {
            charger.stopTransaction("4000", "Local");
            charger.stopTransaction("4000", "Local");
        }
        assertThat(server.database()
                        .rows("select state, energy_wh from transaction.transactions where connector_id = 100005"))
                .containsExactly("ended|4000");
    }

    @Test
    void aServerRestartInTheMiddleOfASessionLosesNothing() {
        int id;
        try (var charger = new FlexiChargeFirmware(server, "abc114")) {
            charger.boot();
            id = reserve(charger, "dave", 100004);
            start(charger, "dave", id);
            charger.meterValues(10, 7000, 100);
            server.restart();
            assertThat(charger.socket().closeCode()).isEqualTo(1001);
        }
        try (var charger = new FlexiChargeFirmware(server, "abc114");
                var phone = TestSocket.connect(server.sockets("/user/dave?access_token=" + server.token("dave")))) {
            String frame = charger.meterValues(20, 7000, 900);
            assertThat(phone.next()).isEqualTo(frame);
            charger.stopTransaction("1000", "Local");
            assertThat(phone.next()).contains("\"StopTransaction\",{\"transactionId\":" + id + ",\"meterStop\":1000");
        }
    }

    @Test
    void anUnknownSerialIsToldSoAndSentAway() {
        var stranger = TestSocket.connect(server.sockets("/charger/nobody"));
        assertThat(stranger.next())
                .isEqualTo("[4,1337,\"SecurityError\",\"Serial number was not found in database.\",{}]");
        assertThat(stranger.closeCode()).isEqualTo(1008);
    }

    @Test
    void aSecondSocketOfTheSameChargerTakesOver() {
        try (var first = new FlexiChargeFirmware(server, "abc113");
                var second = new FlexiChargeFirmware(server, "abc113")) {
            assertThat(first.socket().closeCode()).isEqualTo(4001);
            second.status("Available");
            assertThat(server.get("/chargers/100003", null)
                            .body()
                            .get("connected")
                            .asBoolean())
                    .isTrue();
        }
    }

    private static int reserve(FlexiChargeFirmware charger, String user, int connectorID) {
        var posted = CompletableFuture.supplyAsync(
                () -> server.post("/transactions", server.token(user), "{\"connectorID\":" + connectorID + "}"));
        var reserveNow = charger.serverCall("ReserveNow");
        assertThat(reserveNow.payload())
                .matches(
                        "\\{\"connectorID\":" + connectorID + ",\"expiryDate\":\\d{10},\"idTag\":1,\"reservationID\":\""
                                + connectorID + "\",\"parentIdTag\":1}");
        charger.status("Reserved");
        charger.accept(reserveNow);
        var answer = posted.join();
        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.body().get("state").asText()).isEqualTo("reserved");
        assertThat(answer.body().get("klarnaClientToken").asText()).isEmpty();
        return answer.body().get("transactionID").asInt();
    }

    private static void start(FlexiChargeFirmware charger, String user, int id) {
        var put = CompletableFuture.supplyAsync(() -> server.put("/transactions/start/" + id, server.token(user), ""));
        var remoteStart = charger.serverCall("RemoteStartTransaction");
        assertThat(remoteStart.payload()).isEqualTo("{\"connectorID\":1,\"idTag\":1}");
        charger.accept(remoteStart);
        assertThat(charger.startTransaction("0")).isEqualTo(id);
        charger.status("Charging");
        var answer = put.join();
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().get("state").asText()).isEqualTo("active");
    }

    private static com.fasterxml.jackson.databind.JsonNode stop(
            FlexiChargeFirmware charger, String user, int id, String meterStop) {
        var put = CompletableFuture.supplyAsync(() -> server.put("/transactions/stop/" + id, server.token(user), ""));
        var remoteStop = charger.serverCall("RemoteStopTransaction");
        assertThat(remoteStop.payload()).isEqualTo("{\"transactionID\":" + id + "}");
        charger.accept(remoteStop);
        charger.status("Available");
        charger.stopTransaction(meterStop, "Remote");
        var answer = put.join();
        assertThat(answer.status()).isEqualTo(200);
        return answer.body();
    }
}
