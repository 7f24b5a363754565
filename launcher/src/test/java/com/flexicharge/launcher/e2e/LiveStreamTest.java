package com.flexicharge.launcher.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.flexicharge.testing.Watch;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A session as its driver and an operator see it happen, from the hold to the end. */
@ExtendWith(RunningServerExtension.class)
class LiveStreamTest {
    @SuppressWarnings("NullAway.Init")
    static RunningServer server;

    @BeforeAll
    static void start(RunningServer running) {
        server = running;
    }

    @Test
    void aDriverWatchesASessionFromTheHoldToTheEndAndAnOperatorTheFleet() throws Exception {
        try (var charger = new StrictCharger(server, "abc116");
                var fleet = watch("/live", server.adminToken())) {
            var before = fleet.next("snapshot").json();
            charger.boot();
            charger.status(1, "Available");
            assertThat(fleet.next("charger").json().get("connectorID").asInt()).isEqualTo(100006);

            var reserved = ask(() -> server.post(
                    "/transactions", server.token("anna"), "{\"connectorID\":100006,\"paymentType\":\"invoice\"}"));
            charger.accept(charger.expect("ReserveNow", "\\{.*}"));
            var session = reserved.join().body();
            int id = session.get("transactionID").asInt();
            try (var driver = watch("/transactions/" + id + "/live", server.token("anna"))) {
                assertThat(driver.next("snapshot").json().get("state").asText()).isEqualTo("reserved");
                drive(charger, id, driver);
                readWhereItIsUsed(
                        charger, id, driver, session.get("pricePerKwh").asLong());
                end(charger, id, driver);
            }
            try (var afterwards = Watch.open(
                    server.httpPort(),
                    "/transactions/" + id + "/live",
                    "authorization",
                    "Bearer " + server.token("anna"),
                    "last-event-id",
                    id + "-9007199254740991")) {
                assertThat(afterwards.status()).isEqualTo(204);
            }
            assertThat(eventually(fleet, "session", "\"state\":\"ended\"")).contains("\"transactionID\":" + id);
            assertThat(eventually(fleet, "overview", "")).contains("\"energyTodayWh\":");
            assertThat(before.get("chargers").get("total").asInt()).isGreaterThanOrEqualTo(10);
        }
        assertThat(metrics())
                .containsPattern("flexicharge_livemetrics_delivery_seconds_count\\{way=\"stream\",?} [1-9]");
    }

    private void drive(StrictCharger charger, int id, Watch driver) {
        var started = ask(() -> server.put("/transactions/start/" + id, server.token("anna"), ""));
        var call = charger.expect("RemoteStartTransaction", "\\{.*}");
        charger.accept(call);
        assertThat(driver.next("state").data()).isEqualTo("{\"state\":\"requested\"}");
        var tag = server.get("/transactions/" + id, server.token("anna"))
                .body()
                .get("idTag")
                .asText();
        charger.start("{\"connectorId\":1,\"idTag\":\"" + tag + "\",\"meterStart\":1000,\"timestamp\":\""
                + StrictCharger.now() + "\"}");
        assertThat(started.join().status()).isEqualTo(200);
        var active = driver.next("state").json();
        assertThat(active.get("state").asText()).isEqualTo("active");
        assertThat(active.get("startTimestamp").asLong()).isPositive();
    }

    private void readWhereItIsUsed(StrictCharger charger, int id, Watch driver, long pricePerKwh) {
        charger.call(
                "MeterValues",
                "{\"connectorId\":1,\"transactionId\":" + id + ",\"meterValue\":[{\"timestamp\":\""
                        + StrictCharger.now()
                        + "\",\"sampledValue\":[{\"value\":\"3500\"},{\"value\":\"11000\",\"measurand\":"
                        + "\"Power.Active.Import\",\"unit\":\"W\"},{\"value\":\"41\",\"measurand\":\"SoC\"}]}]}");
        var reading = driver.next("reading").json();
        assertThat(reading.get("energyWh").asInt()).isEqualTo(2500);
        assertThat(reading.get("chargingPowerW").asInt()).isEqualTo(11000);
        assertThat(reading.get("currentChargePercentage").asInt()).isEqualTo(41);
        assertThat(reading.get("price").asLong()).isEqualTo((2500 * pricePerKwh + 500) / 1000);
        assertThat(server.get("/transactions/" + id, server.token("anna"))
                        .body()
                        .get("price")
                        .asLong())
                .isEqualTo(reading.get("price").asLong());
    }

    private void end(StrictCharger charger, int id, Watch driver) {
        var stopped = ask(() -> server.put("/transactions/stop/" + id, server.token("anna"), ""));
        charger.accept(charger.expect("RemoteStopTransaction", "\\{.*}"));
        assertThat(driver.next("state").data()).isEqualTo("{\"state\":\"stopping\"}");
        charger.call(
                "StopTransaction",
                "{\"transactionId\":" + id + ",\"meterStop\":5000,\"timestamp\":\"" + StrictCharger.now()
                        + "\",\"reason\":\"Remote\"}");
        var last = driver.next();
        if (last.name().equals("reading")) {
            // The energy of the stop is stored as a reading; somebody may ask for that before the session's books are
            // closed.
            assertThat(last.json().get("energyWh").asInt()).isEqualTo(4000);
            last = driver.next();
        }
        assertThat(last.name()).isEqualTo("end");
        var end = last.json();
        assertThat(end.get("energyWh").asInt()).isEqualTo(4000);
        assertThat(end.get("stopReason").asText()).isEqualTo("Remote");
        assertThat(end.get("price").asLong())
                .isEqualTo(stopped.join().body().get("price").asLong());
        driver.ended();
    }

    private static String metrics() throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(server.http("/metrics")).build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
    }

    private static String eventually(Watch watch, String name, String part) {
        for (var event = watch.next(); ; event = watch.next()) {
            if (event.name().equals(name) && event.data().contains(part)) {
                return event.data();
            }
        }
    }

    private static Watch watch(String path, String token) {
        return Watch.open(server.httpPort(), path, "authorization", "Bearer " + token);
    }

    private static CompletableFuture<RunningServer.Answer> ask(Supplier<RunningServer.Answer> work) {
        return CompletableFuture.supplyAsync(work);
    }
}
