package com.flexicharge.launcher.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A person books a charger for later, comes, and charges. */
@ExtendWith(RunningServerExtension.class)
class PeopleReserveJourneyTest {
    @SuppressWarnings("NullAway.Init")
    static RunningServer server;

    @BeforeAll
    static void start(RunningServer running) {
        server = running;
    }

    @Test
    void whoBookedAChargerChargesThereAndNobodyElseDoesBefore() {
        var owner = server.token("booking-owner");
        var other = server.token("booking-other");
        try (var charger = new StrictCharger(server, "abc117")) {
            charger.boot();
            charger.status(1, "Available");

            var inAnHour = Instant.now().plusSeconds(3600).getEpochSecond();
            var booked = CompletableFuture.supplyAsync(
                    () -> server.post("/reservations", owner, "{\"connectorID\":100007,\"end\":" + inAnHour + "}"));
            charger.accept(charger.expect("ReserveNow", "\\{\"connectorId\":1,.*\"reservationId\":\\d+}"));
            assertThat(booked.join().status()).isEqualTo(201);
            int reservationID = booked.join().body().get("reservationID").asInt();
            String tag = booked.join().body().get("idTag").asText();
            charger.status(1, "Reserved");

            assertThat(server.post("/transactions", other, "{\"connectorID\":100007}")
                            .status())
                    .isEqualTo(409);

            var session = server.post("/transactions", owner, "{\"connectorID\":100007}");
            assertThat(session.status()).isEqualTo(201);
            int id = session.body().get("transactionID").asInt();

            var started = CompletableFuture.supplyAsync(() -> server.put("/transactions/start/" + id, owner, "{}"));
            charger.accept(charger.expect("RemoteStartTransaction", ".*\"idTag\":\"" + tag + "\".*"));
            assertThat(charger.start("{\"connectorId\":1,\"idTag\":\"" + tag + "\",\"meterStart\":0,\"reservationId\":"
                            + reservationID + ",\"timestamp\":\"" + StrictCharger.now() + "\"}"))
                    .isEqualTo(id);
            assertThat(started.join().body().get("state").asText()).isEqualTo("active");

            await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
                var used = server.get("/reservations/" + reservationID, owner).body();
                assertThat(used.get("status").asText()).isEqualTo("used");
                assertThat(used.get("transactionID").asInt()).isEqualTo(id);
            });
            assertThat(charger.call(
                            "StopTransaction",
                            "{\"transactionId\":" + id + ",\"meterStop\":10,\"timestamp\":\"" + StrictCharger.now()
                                    + "\"}"))
                    .isEqualTo("{}");
        }
    }
}
