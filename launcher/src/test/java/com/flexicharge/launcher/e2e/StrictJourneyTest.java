package com.flexicharge.launcher.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The four flows in strict OCPP 1.6J. */
@ExtendWith(RunningServerExtension.class)
class StrictJourneyTest {
    @SuppressWarnings("NullAway.Init")
    static RunningServer server;

    @BeforeAll
    static void start(RunningServer running) {
        server = running;
    }

    @Test
    @Tag("TC_001")
    void aChargerBootsReportsItsConnectorsAndHeartbeats() {
        try (var charger = new StrictCharger(server, "abc111")) {
            charger.boot();
            charger.status(0, "Available");
            charger.status(1, "Available");
            charger.status(2, "Faulted");
            assertThat(charger.call("Heartbeat", "{}")).matches("\\{\"currentTime\":\"[-0-9]{10}T[:.0-9]{12}Z\"}");

            var shown = server.get("/chargers/serial/abc111", null).body();
            assertThat(shown.get("status").asText()).isEqualTo("Available");
            assertThat(shown.get("protocol").asText()).isEqualTo("ocpp1.6");
            assertThat(shown.get("connectors")).hasSize(3);
            assertThat(server.database()
                            .rows("select connector, status from charger.connectors where connector_id = 100001"
                                    + " order by connector"))
                    .containsExactly("0|Available", "1|Available", "2|Faulted");
            assertThat(charger.socket().unread())
                    .as("nothing of our own after a boot")
                    .isZero();
        }
    }

    @Test
    @Tag("TC_010")
    void aPersonReservesStartsWatchesAndStopsAndSeesEnergyAndPrice() {
        try (var charger = new StrictCharger(server, "abc112");
                var phone = TestSocket.connect(server.sockets("/user/erin?access_token=" + server.token("erin")))) {
            charger.boot();
            charger.status(1, "Available");
            var token = server.token("erin");

            var posted = CompletableFuture.supplyAsync(
                    () -> server.post("/transactions", token, "{\"connectorID\":100002}"));
            charger.accept(
                    charger.expect(
                            "ReserveNow",
                            "\\{\"connectorId\":1,\"expiryDate\":\"[-0-9]{10}T[:.0-9]{12}Z\",\"idTag\":\"\\w{20}\",\"reservationId\":\\d+}"));
            var reserved = posted.join();
            assertThat(reserved.status()).isEqualTo(201);
            int id = reserved.body().get("transactionID").asInt();
            String tag = server.database()
                    .rows("select id_tag from transaction.id_tags where user_id = 'erin'")
                    .get(0);

            var started = CompletableFuture.supplyAsync(() -> server.put("/transactions/start/" + id, token, "{}"));
            charger.accept(charger.expect("RemoteStartTransaction", "\\{\"connectorId\":1,\"idTag\":\"" + tag + "\"}"));
            assertThat(charger.call("Authorize", "{\"idTag\":\"" + tag + "\"}"))
                    .isEqualTo("{\"idTagInfo\":{\"status\":\"Accepted\"}}");
            assertThat(charger.start("{\"connectorId\":1,\"idTag\":\"" + tag + "\",\"meterStart\":1000,\"timestamp\":\""
                            + StrictCharger.now() + "\"}"))
                    .isEqualTo(id);
            assertThat(started.join().body().get("state").asText()).isEqualTo("active");

            assertThat(charger.call(
                            "MeterValues",
                            "{\"connectorId\":1,\"transactionId\":" + id + ",\"meterValue\":[{\"timestamp\":\""
                                    + StrictCharger.now()
                                    + "\",\"sampledValue\":[{\"value\":\"1.5\",\"unit\":\"kWh\"},"
                                    + "{\"value\":\"7200\",\"measurand\":\"Power.Active.Import\",\"unit\":\"W\"},"
                                    + "{\"value\":\"55\",\"measurand\":\"SoC\",\"unit\":\"Percent\"}]}]}"))
                    .isEqualTo("{}");
            assertThat(phone.next())
                    .matches("\\[2,\"[^\"]+\",\"MeterValues\",\\{\"connectorId\":1,\"transactionId\":" + id
                            + ",\"timestamp\":\\d{13},\"values\":\\{"
                            + "\"chargingPercent\":\\{\"value\":55,\"unit\":\"%\",\"measurand\":\"SoC\"},"
                            + "\"chargingPower\":\\{\"value\":7200,\"unit\":\"W\",\"measurand\":\"Power.Active.Import\"},"
                            + "\"chargedSoFar\":\\{\"value\":500,\"unit\":\"Wh\","
                            + "\"measurand\":\"Energy.Active.Import.Interval\"}}}]");

            var stopped = CompletableFuture.supplyAsync(() -> server.put("/transactions/stop/" + id, token, ""));
            charger.accept(charger.expect("RemoteStopTransaction", "\\{\"transactionId\":" + id + "}"));
            assertThat(charger.call(
                            "StopTransaction",
                            "{\"transactionId\":" + id + ",\"idTag\":\"" + tag
                                    + "\",\"meterStop\":4000,\"timestamp\":\"" + StrictCharger.now()
                                    + "\",\"reason\":\"Remote\"}"))
                    .isEqualTo("{\"idTagInfo\":{\"status\":\"Accepted\"}}");
            var ended = stopped.join().body();
            assertThat(ended.get("state").asText()).isEqualTo("ended");
            assertThat(ended.get("energyWh").asInt()).isEqualTo(3000);
            assertThat(ended.get("price").asInt()).isEqualTo(999);
            assertThat(phone.next())
                    .contains("\"StopTransaction\",{\"transactionId\":" + id
                            + ",\"meterStop\":4000,\"energyWh\":3000,\"price\":999,\"reason\":\"Remote\"");
            await().untilAsserted(() -> assertThat(server.database()
                            .rows("select energy_wh, final from livemetrics.readings where transaction_id = " + id
                                    + " order by reading_no"))
                    .containsExactly("500|f", "3000|t"));
        }
    }

    @Test
    @Tag("TC_039")
    void anOfflineSessionIsReplayedLaterWithItsOwnTimesAndTwiceIsOnce() {
        server.database()
                .execute("insert into transaction.id_tags (id_tag_key, id_tag, created_at, updated_at)"
                        + " values ('card1', 'CARD1', now(), now()) on conflict do nothing");
        var now = Instant.now();
        String start = "{\"connectorId\":1,\"idTag\":\"CARD1\",\"meterStart\":100,\"timestamp\":\""
                + StrictCharger.secondsBefore(now, 7200) + "\"}";
        int id;
        try (var charger = new StrictCharger(server, "abc113")) {
            charger.boot();
            id = charger.start(start);
        }
        String stop = "{\"transactionId\":" + id + ",\"idTag\":\"CARD1\",\"meterStop\":1100,\"timestamp\":\""
                + StrictCharger.secondsBefore(now, 3600) + "\"}";
        try (var charger = new StrictCharger(server, "abc113")) {
            assertThat(charger.start(start)).as("the same start, replayed").isEqualTo(id);
            assertThat(charger.call("StopTransaction", stop)).isEqualTo("{\"idTagInfo\":{\"status\":\"Accepted\"}}");
            assertThat(charger.call("StopTransaction", stop)).isEqualTo("{\"idTagInfo\":{\"status\":\"Accepted\"}}");
        }
        assertThat(server.database()
                        .rows("select state, energy_wh, stop_reason, extract(epoch from stop_at - start_at)::int"
                                + " from transaction.transactions where connector_id = 100003"))
                .containsExactly("ended|1000|Local|3600");
        assertThat(server.database().rows("select 1 from transaction.unmatched where connector_id = 100003"))
                .isEmpty();
    }

    @Test
    @Tag("TC_013")
    void aStopIsStoredAlthoughTheSocketIsGoneBeforeItsAnswer() {
        int id;
        try (var charger = new StrictCharger(server, "abc114")) {
            charger.boot();
            id = charger.start("{\"connectorId\":1,\"idTag\":\"CARD1\",\"meterStart\":0,\"timestamp\":\""
                    + StrictCharger.now() + "\"}");
            charger.socket()
                    .send("[2,\"last\",\"StopTransaction\",{\"transactionId\":" + id
                            + ",\"meterStop\":50,\"timestamp\":\"" + StrictCharger.now()
                            + "\",\"reason\":\"HardReset\"}]");
            charger.socket().abort();
        }
        await().untilAsserted(() -> assertThat(server.database()
                        .rows("select state, stop_reason from transaction.transactions where transaction_id = " + id))
                .containsExactly("ended|HardReset"));
    }

    @Test
    void anotherChargersTransactionIsRefusedReportedAndLeftAlone() {
        try (var owner = new StrictCharger(server, "abc115");
                var thief = new StrictCharger(server, "abc116")) {
            owner.boot();
            thief.boot();
            int id = owner.start("{\"connectorId\":1,\"idTag\":\"CARD1\",\"meterStart\":0,\"timestamp\":\""
                    + StrictCharger.now() + "\"}");
            assertThat(thief.call(
                            "StopTransaction",
                            "{\"transactionId\":" + id + ",\"idTag\":\"CARD1\",\"meterStop\":9,\"timestamp\":\""
                                    + StrictCharger.now() + "\"}"))
                    .isEqualTo("{\"idTagInfo\":{\"status\":\"Invalid\"}}");

            assertThat(server.get("/transactions/" + id, server.adminToken())
                            .body()
                            .get("state")
                            .asText())
                    .isEqualTo("active");
            var unmatched = server.get("/transactions/unmatched?reason=foreignTransaction", server.adminToken());
            assertThat(unmatched.body()).hasSize(1);
            assertThat(unmatched.body().get(0).get("connectorID").asInt()).isEqualTo(100006);
        }
    }

    @Test
    @Tag("TC_088")
    void aChargerThatOffersAnotherSubprotocolOnlyIsSentAway() {
        var socket = TestSocket.connect(server.sockets("/ocpp/abc117"), "ocpp0.1");
        assertThat(socket.closeCode()).isEqualTo(1002);
    }

    @Test
    void malformedFramesAreAnsweredAndTheSocketStays() {
        try (var charger = new StrictCharger(server, "abc118")) {
            charger.socket().send("no json");
            assertThat(charger.socket().next()).matches("\\[4,\"-1\",\"FormationViolation\",\"[^\"]*\",\\{}]");
            charger.socket().send("[2,\"x1\",\"Nonsense\",{}]");
            assertThat(charger.socket().next()).startsWith("[4,\"x1\",\"NotImplemented\",");
            charger.socket().send("[2,\"x2\",\"Reset\",{}]");
            assertThat(charger.socket().next()).startsWith("[4,\"x2\",\"NotSupported\",");
            charger.socket().send("[2,\"x3\",\"Authorize\",{}]");
            assertThat(charger.socket().next()).startsWith("[4,\"x3\",\"OccurenceConstraintViolation\",");
            charger.boot();
        }
    }
}
