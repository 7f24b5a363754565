package com.flexicharge.launcher.oca;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.flexicharge.testing.TestDatabase;
import com.flexicharge.testing.TestDatabaseExtension;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an operator asks for from afar: starting, stopping, resetting, unlocking. */
@ExtendWith(TestDatabaseExtension.class)
class RemoteCasesTest {
    @SuppressWarnings("NullAway.Init")
    static Bench bench;

    @BeforeAll
    static void start(TestDatabase database, @TempDir Path folder) {
        bench = Bench.start(database, folder, Map.of("START_TIMEOUT_S", "5"));
    }

    @AfterAll
    static void stop() {
        bench.close();
    }

    @Test
    @Tag("TC_010")
    void remoteStartCableFirst() {
        try (var station = bench.booted()) {
            station.reports(1, "Preparing");
            chargesRemotely(station);
        }
    }

    @Test
    @Tag("TC_011_1")
    @Tag("TC_012")
    void remoteStartFirstAndRemoteStop() {
        try (var station = bench.booted()) {
            chargesRemotely(station);
        }
    }

    private static void chargesRemotely(Station station) {
        var asked = bench.operate(station, "RemoteStartTransaction", "{'connectorId':1,'idTag':'OCA1'}");
        station.gets("RemoteStartTransaction", "{'connectorId':1,'idTag':'OCA1'}")
                .answersStatus("Accepted");
        var command = asked.join();
        assertThat(command.path("state").asText()).isEqualTo("accepted");
        assertThat(command.path("outcome").asText()).isEqualTo("pending");
        station.calls("Authorize", "{'idTag':'OCA1'}", "{'idTagInfo':{'status':'Accepted'}}");
        var id = station.starts(1, "OCA1", 0, Bench.now(), "Accepted");
        assertThat(bench.get("/transactions/" + id).path("state").asText()).isEqualTo("active");
        assertThat(bench.untilOutcome(command, "started").path("transactionID").asInt())
                .isEqualTo(id);
        station.reports(1, "Charging");

        var stop = bench.operate(station, "RemoteStopTransaction", "{'transactionId':" + id + "}");
        station.gets("RemoteStopTransaction", "{'transactionId':" + id + "}").answersStatus("Accepted");
        station.stops(id, "OCA1", 500, "Remote");
        bench.untilOutcome(stop.join(), "stopped");
        station.reports(1, "Available");
    }

    @Test
    @Tag("TC_011_2")
    void remoteStartTimeOut() {
        try (var station = bench.booted()) {
            var asked = bench.operate(station, "RemoteStartTransaction", "{'connectorId':1,'idTag':'OCA1'}");
            station.gets("RemoteStartTransaction", "{'connectorId':1,'idTag':'OCA1'}")
                    .answersStatus("Accepted");
            station.reports(1, "Preparing").reports(1, "Available");
            assertThat(bench.untilOutcome(asked.join(), "notStarted")
                            .path("transactionID")
                            .isNull())
                    .isTrue();
            assertThat(sessionsOf(station)).isEmpty();
        }
    }

    @Test
    @Tag("TC_026")
    void remoteStartRejected() {
        try (var station = bench.booted()) {
            var asked = bench.operate(station, "RemoteStartTransaction", "{'connectorId':1,'idTag':'OCA1'}");
            station.gets("RemoteStartTransaction", "{'connectorId':1,'idTag':'OCA1'}")
                    .answersStatus("Rejected");
            assertThat(asked.join().path("state").asText()).isEqualTo("rejected");
            assertThat(sessionsOf(station)).isEmpty();
        }
    }

    @Test
    @Tag("TC_028")
    void remoteStopRejectedKeepsTheTransactionOpen() {
        try (var station = bench.booted()) {
            var id = station.starts(1, "OCA1", 0, Bench.now(), "Accepted");
            var asked = bench.operate(station, "RemoteStopTransaction", "{'transactionId':" + id + "}");
            station.gets("RemoteStopTransaction", "{'transactionId':" + id + "}")
                    .answersStatus("Rejected");
            assertThat(asked.join().path("state").asText()).isEqualTo("rejected");
            assertThat(bench.get("/transactions/" + id).path("state").asText()).isEqualTo("active");
            station.stops(id, "OCA1", 70, "Local");
        }
    }

    @Test
    @Tag("TC_013")
    void hardReset() {
        try (var station = bench.booted()) {
            var id = station.starts(1, "OCA1", 0, Bench.now(), "Accepted");
            var asked = bench.operate(station, "Reset", "{'type':'Hard'}");
            station.gets("Reset", "{'type':'Hard'}").answersStatus("Accepted");
            assertThat(asked.join().path("state").asText()).isEqualTo("accepted");
            station.socket()
                    .send(Bench.json("[2,'last','StopTransaction',{'transactionId':" + id
                            + ",'idTag':'OCA1','meterStop':9,'timestamp':'" + Bench.now()
                            + "','reason':'HardReset'}]"));
            station.reconnects().boots().reports(1, "Available");
            bench.until(
                    "/transactions/" + id,
                    session -> session.path("stopReason").asText().equals("HardReset"));
        }
    }

    @Test
    @Tag("TC_014")
    void softReset() {
        try (var station = bench.booted()) {
            var id = station.starts(1, "OCA1", 0, Bench.now(), "Accepted");
            var asked = bench.operate(station, "Reset", "{'type':'Soft'}");
            station.gets("Reset", "{'type':'Soft'}").answersStatus("Accepted");
            assertThat(asked.join().path("state").asText()).isEqualTo("accepted");
            station.stops(id, "OCA1", 12, "SoftReset");
            station.boots().reports(1, "Available");
        }
    }

    @ParameterizedTest
    @CsvSource({"TC_017_1 no fixed cable,Available", "TC_017_2 fixed cable,Unavailable"})
    @Tag("TC_017_1")
    @Tag("TC_017_2")
    void unlockWithoutASession(String name, String statusAfterwards) {
        try (var station = bench.booted()) {
            unlocks(station, "Unlocked", "accepted");
            station.reports(1, statusAfterwards);
        }
    }

    @Test
    @Tag("TC_018_1")
    void unlockWithASession() {
        try (var station = bench.booted()) {
            var id = station.starts(1, "OCA1", 0, Bench.now(), "Accepted");
            unlocks(station, "Unlocked", "accepted");
            station.stops(id, "OCA1", 5, "UnlockCommand");
        }
    }

    @Test
    @Tag("TC_030")
    void unlockFailure() {
        try (var station = bench.booted()) {
            unlocks(station, "UnlockFailed", "rejected");
        }
    }

    private static void unlocks(Station station, String status, String state) {
        var asked = bench.operate(station, "UnlockConnector", "{'connectorId':1}");
        station.gets("UnlockConnector", "{'connectorId':1}").answersStatus(status);
        var command = asked.join();
        assertThat(command.path("state").asText()).isEqualTo(state);
        assertThat(command.at("/response/status").asText()).isEqualTo(status);
    }

    @Test
    @Tag("TC_031")
    void unlockOfAnUnknownConnectorIsSentAndItsAnswerShown() {
        try (var station = bench.booted()) {
            var asked = bench.operate(station, "UnlockConnector", "{'connectorId':7}");
            station.gets("UnlockConnector", "{'connectorId':7}").answersStatus("NotSupported");
            assertThat(asked.join().at("/response/status").asText()).isEqualTo("NotSupported");
        }
    }

    private static JsonNode sessionsOf(Station station) {
        return bench.get("/transactions?connectorID=" + station.connectorID());
    }
}
