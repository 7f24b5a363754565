package com.flexicharge.launcher.oca;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.flexicharge.testing.TestDatabase;
import com.flexicharge.testing.TestDatabaseExtension;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reservations an operator asks for. */
@ExtendWith(TestDatabaseExtension.class)
class ReservationCasesTest {
    @SuppressWarnings("NullAway.Init")
    static Bench bench;

    @BeforeAll
    static void start(TestDatabase database, @TempDir Path folder) {
        bench = Bench.start(database, folder, Map.of());
        bench.tag("OTHER", "{}");
        bench.tag("GROUP", "{}");
        bench.tag("CHILD1", "{'parentIdTag':'GROUP'}");
        bench.tag("CHILD2", "{'parentIdTag':'GROUP'}");
    }

    @AfterAll
    static void stop() {
        bench.close();
    }

    @Test
    @Tag("TC_046")
    void aReservationIsUsedWhateverTagStarts() {
        try (var station = bench.booted()) {
            var reservation = reserves(station, 1, "OCA1", "Accepted");
            station.reports(1, "Reserved");
            var id = station.starts(
                    "{'connectorId':1,'idTag':'OTHER','meterStart':0,'reservationId':" + reservation + ",'timestamp':'"
                            + Bench.now() + "'}",
                    "Accepted");
            assertThat(untilStatus(reservation, "used").path("transactionID").asInt())
                    .isEqualTo(id);
            station.stops(id, "OTHER", 10, "Local");
        }
    }

    @Test
    @Tag("TC_047")
    void aReservationExpires() {
        try (var station = bench.booted()) {
            var reservation = reserves(station, 1, "OCA1", "Accepted", Bench.ago(Duration.ofSeconds(-3)));
            station.reports(1, "Reserved");
            untilStatus(reservation, "expired");
            station.reports(1, "Available");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "TC_048_1,Faulted,Faulted",
        "TC_048_2,Charging,Occupied",
        "TC_048_3,Unavailable,Unavailable",
        "TC_048_4,Available,Rejected"
    })
    @Tag("TC_048_1")
    @Tag("TC_048_2")
    @Tag("TC_048_3")
    @Tag("TC_048_4")
    void aReservationIsAskedForWhateverTheConnectorsStatus(String name, String connectorsStatus, String answer) {
        try (var station = bench.booted()) {
            station.reports(1, connectorsStatus);
            untilStatus(reserves(station, 1, "OCA1", answer), "rejected");
        }
    }

    @Test
    @Tag("TC_049")
    void theWholeChargePointIsReserved() {
        try (var station = bench.booted()) {
            untilStatus(reserves(station, 0, "OCA1", "Accepted"), "accepted");
        }
    }

    @Test
    @Tag("TC_051")
    void aReservationIsCancelled() {
        try (var station = bench.booted()) {
            var reservation = reserves(station, 1, "OCA1", "Accepted");
            untilStatus(reservation, "accepted");
            cancels(station, reservation, "Accepted", "accepted");
            untilStatus(reservation, "cancelled");
        }
    }

    @Test
    @Tag("TC_052")
    void cancellingAnUnknownReservationIsSentAllTheSame() {
        try (var station = bench.booted()) {
            var reservation = reserves(station, 1, "OCA1", "Accepted");
            cancels(station, 2_000_000_000, "Rejected", "rejected");
            assertThat(bench.get("/reservations/" + reservation).path("status").asText())
                    .isEqualTo("accepted");
        }
    }

    private static void cancels(Station station, int reservation, String status, String state) {
        var payload = "{'reservationId':" + reservation + "}";
        var command = bench.operate(station, "CancelReservation", payload);
        station.gets("CancelReservation", payload).answersStatus(status);
        assertThat(command.join().path("state").asText()).isEqualTo(state);
    }

    @Test
    @Tag("TC_053")
    void aReservationOfAGroupIsUsedByAnotherTagOfIt() {
        try (var station = bench.booted()) {
            var expiry = Bench.ago(Duration.ofHours(-1));
            var asked = bench.operate(
                    station, "ReserveNow", "{'connectorId':1,'expiryDate':'" + expiry + "','idTag':'CHILD1'}");
            var request = station.gets("ReserveNow");
            assertThat(request.path("parentIdTag").asText()).isEqualTo("GROUP");
            station.answersStatus("Accepted");
            var reservation = asked.join().path("reservationID").asInt();
            assertThat(request.path("reservationId").asInt()).isEqualTo(reservation);
            station.calls(
                    "Authorize", "{'idTag':'CHILD2'}", "{'idTagInfo':{'parentIdTag':'GROUP','status':'Accepted'}}");
            var id = station.starts(
                    "{'connectorId':1,'idTag':'CHILD2','meterStart':0,'reservationId':" + reservation + ",'timestamp':'"
                            + Bench.now() + "'}",
                    "Accepted");
            assertThat(untilStatus(reservation, "used").path("transactionID").asInt())
                    .isEqualTo(id);
        }
    }

    private static int reserves(Station station, int connector, String idTag, String answer) {
        return reserves(station, connector, idTag, answer, Bench.ago(Duration.ofHours(-1)));
    }

    /** @return the number allocated, which is visible as soon as the command is out */
    private static int reserves(Station station, int connector, String idTag, String answer, String expiry) {
        var asked = bench.operate(
                station,
                "ReserveNow",
                "{'connectorId':" + connector + ",'expiryDate':'" + expiry + "','idTag':'" + idTag + "'}");
        var request = station.gets("ReserveNow");
        var reservation = request.path("reservationId").asInt();
        assertThat(request.toString())
                .isEqualTo(Bench.json("{'connectorId':" + connector + ",'expiryDate':'" + expiry + "','idTag':'" + idTag
                        + "','reservationId':" + reservation + "}"));
        assertThat(bench.get("/reservations/" + reservation).path("status").asText())
                .isEqualTo("requested");
        station.answersStatus(answer);
        assertThat(asked.join().path("reservationID").asInt()).isEqualTo(reservation);
        untilStatus(reservation, answer.equals("Accepted") ? "accepted" : "rejected");
        return reservation;
    }

    private static JsonNode untilStatus(int reservation, String status) {
        return bench.until(
                "/reservations/" + reservation,
                known -> known.path("status").asText().equals(status));
    }
}
