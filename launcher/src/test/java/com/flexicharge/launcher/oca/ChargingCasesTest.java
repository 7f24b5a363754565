package com.flexicharge.launcher.oca;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.flexicharge.testing.TestDatabase;
import com.flexicharge.testing.TestDatabaseExtension;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Booting, charging with a card, what goes wrong at the plug, and what was charged while the line was down. */
@ExtendWith(TestDatabaseExtension.class)
class ChargingCasesTest {
    @SuppressWarnings("NullAway.Init")
    static Bench bench;

    @BeforeAll
    static void start(TestDatabase database, @TempDir Path folder) {
        bench = Bench.start(database, folder, Map.of());
        bench.tag("EXPIRED1", "{'expiryDate':'2020-01-01T00:00:00Z'}");
        bench.tag("BLOCKED1", "{'blocked':true}");
    }

    @AfterAll
    static void stop() {
        bench.close();
    }

    @Test
    @Tag("TC_001")
    void coldBoot() {
        try (var station = bench.booted()) {
            station.reports(0, "Available").reports(1, "Available").reports(2, "Available");
            assertThat(station.calls("Heartbeat", "{}").path("currentTime").asText())
                    .matches("[-0-9]{10}T[:0-9]{8}\\.[0-9]{3}Z");
            var shown = bench.get("/chargers/" + station.connectorID());
            assertThat(shown.path("connected").asBoolean()).isTrue();
            assertThat(shown.path("connectors")).hasSize(3);
            assertThat(station.socket().unread()).as("frames of our own").isZero();
        }
    }

    @Test
    @Tag("TC_003")
    void regularSessionPlugInFirst() {
        try (var station = bench.booted()) {
            station.reports(1, "Preparing");
            station.calls("Authorize", "{'idTag':'OCA1'}", "{'idTagInfo':{'status':'Accepted'}}");
            charges(station);
        }
    }

    @Test
    @Tag("TC_004_1")
    void regularSessionIdentificationFirst() {
        try (var station = bench.booted()) {
            station.calls("Authorize", "{'idTag':'OCA1'}", "{'idTagInfo':{'status':'Accepted'}}");
            station.reports(1, "Preparing");
            charges(station);
        }
    }

    private static void charges(Station station) {
        var id = station.starts(1, "OCA1", 1_000, Bench.now(), "Accepted");
        assertThat(bench.get("/transactions/" + id).path("idTag").asText()).isEqualTo("OCA1");
        station.reports(1, "Charging");
        station.calls(
                "MeterValues",
                "{'connectorId':1,'transactionId':" + id + ",'meterValue':[{'timestamp':'" + Bench.now()
                        + "','sampledValue':[{'value':'1500'}]}]}",
                "{}");
        assertThat(station.stops(id, "OCA1", 3_000, "Local").path("energyWh").asInt())
                .isEqualTo(2_000);
        station.reports(1, "Finishing").reports(1, "Available");
    }

    @Test
    @Tag("TC_004_2")
    void identificationFirstConnectionTimeOut() {
        try (var station = bench.booted()) {
            station.calls("Authorize", "{'idTag':'OCA1'}", "{'idTagInfo':{'status':'Accepted'}}");
            station.reports(1, "Preparing");
            station.calls(
                    "StatusNotification",
                    "{'connectorId':1,'errorCode':'NoError','status':'Available','timestamp':'"
                            + Bench.ago(Duration.ofMinutes(-1)) + "'}",
                    "{}");
            assertThat(sessionsOf(station)).isEmpty();
        }
    }

    @Test
    @Tag("TC_005_1")
    void evSideDisconnected() {
        try (var station = bench.booted()) {
            var id = station.starts(1, "OCA1", 0, Bench.now(), "Accepted");
            station.reports(1, "SuspendedEV");
            station.stops(id, "OCA1", 10, "EVDisconnected");
            station.reports(1, "Available");
        }
    }

    @Test
    @Tag("TC_007")
    void cachedIdStartsWithoutAuthorize() {
        try (var station = bench.booted()) {
            station.reports(1, "Preparing");
            charges(station);
        }
    }

    @Test
    @Tag("TC_061")
    void clearCache() {
        try (var station = bench.booted()) {
            var command = bench.operate(station, "ClearCache", "{}");
            station.gets("ClearCache", "{}").answersStatus("Accepted");
            assertThat(command.join().path("state").asText()).isEqualTo("accepted");
        }
    }

    @Test
    @Tag("TC_023_1")
    void authorizeInvalid() {
        try (var station = bench.booted()) {
            station.calls("Authorize", "{'idTag':'NOBODY'}", "{'idTagInfo':{'status':'Invalid'}}");
            assertThat(sessionsOf(station)).isEmpty();
            assertThat(bench.get("/id-tags?idTag=NOBODY"))
                    .as("the tag is not made")
                    .isEmpty();
        }
    }

    @Test
    @Tag("TC_023_2")
    void authorizeExpired() {
        try (var station = bench.booted()) {
            station.calls(
                    "Authorize",
                    "{'idTag':'EXPIRED1'}",
                    "{'idTagInfo':{'expiryDate':'2020-01-01T00:00:00.000Z','status':'Expired'}}");
            assertThat(sessionsOf(station)).isEmpty();
        }
    }

    @Test
    @Tag("TC_023_3")
    void authorizeBlocked() {
        try (var station = bench.booted()) {
            station.calls("Authorize", "{'idTag':'BLOCKED1'}", "{'idTagInfo':{'status':'Blocked'}}");
            assertThat(sessionsOf(station)).isEmpty();
        }
    }

    @Test
    @Tag("TC_024")
    void lockFailure() {
        try (var station = bench.booted()) {
            station.reports(1, "Preparing");
            station.calls("Authorize", "{'idTag':'OCA1'}", "{'idTagInfo':{'status':'Accepted'}}");
            station.reports(1, "Faulted", "ConnectorLockFailure");
            var connector = bench.get("/chargers/" + station.connectorID()).at("/connectors/0");
            assertThat(connector.path("status").asText()).isEqualTo("Faulted");
            assertThat(connector.path("errorCode").asText()).isEqualTo("ConnectorLockFailure");
            assertThat(sessionsOf(station)).isEmpty();
        }
    }

    @Test
    @Tag("TC_032_1")
    void powerFailureStopsTheTransactionAfterTheNextBoot() {
        try (var station = bench.booted()) {
            var id = station.starts(1, "OCA1", 0, Bench.now(), "Accepted");
            station.reports(1, "Charging");
            station.reconnects().boots().reports(1, "Finishing");
            station.stops(id, "OCA1", 40, "PowerLoss");
            station.reports(1, "Available");
        }
    }

    @Test
    @Tag("TC_037_1")
    void offlineStartWithAValidTag() {
        try (var station = bench.booted()) {
            var startedAt = Bench.ago(Duration.ofHours(3));
            var id = station.starts(1, "OCA1", 0, startedAt, "Accepted");
            assertThat(bench.get("/transactions/" + id).path("startTimestamp").asLong())
                    .isEqualTo(Instant.parse(startedAt).getEpochSecond());
        }
    }

    @Test
    @Tag("TC_037_3")
    void offlineStartWithAnInvalidTagIsStoppedDeAuthorized() {
        try (var station = bench.booted()) {
            var id = station.starts(1, "NOBODY", 0, Bench.ago(Duration.ofMinutes(10)), "Invalid");
            station.calls(
                    "StopTransaction",
                    "{'transactionId':" + id + ",'meterStop':5,'timestamp':'" + Bench.now()
                            + "','reason':'DeAuthorized'}",
                    "{}");
            var session = bench.get("/transactions/" + id);
            assertThat(session.path("state").asText()).isEqualTo("ended");
            assertThat(session.path("stopReason").asText()).isEqualTo("DeAuthorized");
        }
    }

    @Test
    @Tag("TC_039")
    void offlineTransaction() {
        try (var station = bench.booted()) {
            var startedAt = Bench.ago(Duration.ofHours(5));
            var stoppedAt = Bench.ago(Duration.ofHours(4));
            var id = station.starts(1, "OCA1", 100, startedAt, "Accepted");
            station.calls(
                    "StopTransaction",
                    "{'transactionId':" + id + ",'idTag':'OCA1','meterStop':900,'timestamp':'" + stoppedAt + "'}",
                    "{'idTagInfo':{'status':'Accepted'}}");
            var session = bench.get("/transactions/" + id);
            assertThat(session.path("energyWh").asInt()).isEqualTo(800);
            assertThat(session.path("startTimestamp").asLong())
                    .isEqualTo(Instant.parse(startedAt).getEpochSecond());
            assertThat(session.path("endTimestamp").asLong())
                    .isEqualTo(Instant.parse(stoppedAt).getEpochSecond());
        }
    }

    private static JsonNode sessionsOf(Station station) {
        return bench.get("/transactions?connectorID=" + station.connectorID());
    }
}
