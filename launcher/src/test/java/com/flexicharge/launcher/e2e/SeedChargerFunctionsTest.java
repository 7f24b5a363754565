package com.flexicharge.launcher.e2e;

import static com.flexicharge.shared.contract.charger.ChargerEndpoints.ADD_CHARGER;
import static com.flexicharge.shared.contract.charger.ChargerEndpoints.GET_AVAILABLE_CHARGERS;
import static com.flexicharge.shared.contract.charger.ChargerEndpoints.GET_CHARGER;
import static com.flexicharge.shared.contract.charger.ChargerEndpoints.GET_CHARGERS;
import static com.flexicharge.shared.contract.charger.ChargerEndpoints.GET_CHARGER_BY_SERIAL_NUMBER;
import static com.flexicharge.shared.contract.charger.ChargerEndpoints.REMOVE_CHARGER;
import static com.flexicharge.shared.contract.charger.ChargerEndpoints.UPDATE_CHARGER_STATUS;
import static com.flexicharge.shared.contract.transaction.TransactionEndpoints.ADD_TRANSACTION;
import static org.assertj.core.api.Assertions.assertThat;

import com.flexicharge.shared.contract.PageRequest;
import com.flexicharge.shared.contract.charger.Charger;
import com.flexicharge.shared.contract.charger.ChargerEndpoints.AddCharger;
import com.flexicharge.shared.contract.charger.ChargerEndpoints.GetAvailableChargers;
import com.flexicharge.shared.contract.charger.ChargerEndpoints.GetCharger;
import com.flexicharge.shared.contract.charger.ChargerEndpoints.GetChargerBySerialNumber;
import com.flexicharge.shared.contract.charger.ChargerEndpoints.GetChargers;
import com.flexicharge.shared.contract.charger.ChargerEndpoints.RemoveCharger;
import com.flexicharge.shared.contract.charger.ChargerEndpoints.UpdateChargerStatus;
import com.flexicharge.shared.contract.charger.Location;
import com.flexicharge.shared.contract.transaction.TransactionEndpoints.AddTransaction;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The seven functions the first backend had on its chargers, each with its answers and its refusals, over the bus. */
@ExtendWith(RunningServerExtension.class)
class SeedChargerFunctionsTest {
    private static final int NOBODY = 424242;

    @SuppressWarnings("NullAway.Init")
    static RunningServer server;

    @SuppressWarnings("NullAway.Init")
    static BusCaller bus;

    @BeforeAll
    static void start(RunningServer running) {
        server = running;
        bus = new BusCaller(server.process().bus());
    }

    @Test
    void addChargerNeedsNoMoreThanItsChargePoint() {
        var added = bus.ask(ADD_CHARGER, new AddCharger(1, null, null));

        assertThat(added.connectorID()).isGreaterThanOrEqualTo(100010);
        assertThat(added.serialNumber()).matches("[0-9a-f-]{36}");
        assertThat(added.location()).isEqualTo(new Location(57.777714, 14.16301));
        assertThat(added.status().word()).isEqualTo("Available");
        assertThat(added.connected()).isFalse();
        assertThat(bus.ask(GET_CHARGER, new GetCharger(added.connectorID()))).isEqualTo(added);
    }

    @Test
    void addChargerTakesASerialNumberAndAPlace() {
        var added = bus.ask(ADD_CHARGER, new AddCharger(2, "wall-7", new Location(-90, 180)));

        assertThat(added.chargePointID()).isEqualTo(2);
        assertThat(added.serialNumber()).isEqualTo("wall-7");
        assertThat(added.location()).isEqualTo(new Location(-90, 180));
    }

    @Test
    void addChargerRefusesWhatIsMalformedUnknownOrTaken() {
        assertThat(bus.refusal(ADD_CHARGER, new AddCharger(0, null, null))).isEqualTo("INVALID invalidChargePointID");
        assertThat(bus.refusal(ADD_CHARGER, new AddCharger(1, "", null))).isEqualTo("INVALID invalidSerialNumber");
        assertThat(bus.refusal(ADD_CHARGER, new AddCharger(1, "a/b", null))).isEqualTo("INVALID invalidSerialNumber");
        assertThat(bus.refusal(ADD_CHARGER, new AddCharger(1, "x".repeat(37), null)))
                .isEqualTo("INVALID invalidSerialNumber");
        assertThat(bus.refusal(ADD_CHARGER, new AddCharger(-1, "", null)).split(" "))
                .as("all faults at once")
                .containsExactlyInAnyOrder("INVALID", "invalidChargePointID", "invalidSerialNumber");
        assertThat(bus.refusal(ADD_CHARGER, new AddCharger(NOBODY, null, null)))
                .isEqualTo("NOT_FOUND dbForeignKeyConstraintError");
        assertThat(bus.refusal(ADD_CHARGER, new AddCharger(1, "abc111", null)))
                .isEqualTo("CONFLICT dbUniqueConstraintError");
    }

    /** A place that is none is no value of the contract at all, so it is refused where people write it. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[1]|invalidCoordinates",
                "[1,2,3]|invalidCoordinates",
                "[90.1,0]|invalidLatitude",
                "[0,-180.1]|invalidLongitude"
            })
    void aChargerIsNowhereButOnEarth(String location, String code) {
        var answer = server.post(
                "/chargers",
                server.adminToken(),
                "{\"chargePointID\":1,\"serialNumber\":\"nowhere\",\"location\":" + location + "}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().get("code").asText()).isEqualTo(code);
    }

    @Test
    void getChargerAnswersWithTheChargerOrSaysThatThereIsNone() {
        assertThat(bus.ask(GET_CHARGER, new GetCharger(100001)).serialNumber()).isEqualTo("abc111");
        assertThat(bus.refusal(GET_CHARGER, new GetCharger(0))).isEqualTo("INVALID invalidConnectorID");
        assertThat(bus.refusal(GET_CHARGER, new GetCharger(NOBODY))).isEqualTo("NOT_FOUND chargerNotFound");
    }

    @Test
    void removeChargerTellsWhetherThereWasOne() {
        var id = bus.ask(ADD_CHARGER, new AddCharger(1, "to-be-removed", null)).connectorID();

        assertThat(bus.ask(REMOVE_CHARGER, new RemoveCharger(id)).chargerRemoved())
                .isTrue();
        assertThat(bus.ask(REMOVE_CHARGER, new RemoveCharger(id)).chargerRemoved())
                .isFalse();
        assertThat(bus.refusal(GET_CHARGER, new GetCharger(id))).isEqualTo("NOT_FOUND chargerNotFound");
        assertThat(bus.ask(ADD_CHARGER, new AddCharger(1, "to-be-removed", null))
                        .connectorID())
                .as("a number is never used again")
                .isGreaterThan(id);
    }

    @Test
    void removeChargerSparesOneThatCharges() {
        bus.ask(ADD_TRANSACTION, new AddTransaction("alice", 100009, 0L));

        assertThat(bus.refusal(REMOVE_CHARGER, new RemoveCharger(100009))).isEqualTo("CONFLICT chargerInUse");
        assertThat(bus.ask(GET_CHARGER, new GetCharger(100009)).serialNumber()).isEqualTo("abc119");
    }

    @ParameterizedTest
    @CsvSource({
        "0, Charging, 0",
        "1, Available, 1",
        "2, Reserved, 2",
        "3, Faulted, 3",
        "Available, Available, 1",
        "Preparing, Preparing, 0",
        "Charging, Charging, 0",
        "SuspendedEVSE, SuspendedEVSE, 0",
        "SuspendedEV, SuspendedEV, 0",
        "Finishing, Finishing, 0",
        "Reserved, Reserved, 2",
        "Unavailable, Unavailable, 3",
        "Faulted, Faulted, 3"
    })
    void updateChargerStatusTakesWordsAndOldNumbersAndShowsBoth(String given, String word, int statusCode) {
        var updated = bus.ask(UPDATE_CHARGER_STATUS, new UpdateChargerStatus(100002, given));

        assertThat(updated.status().word()).isEqualTo(word);
        assertThat(updated.status().statusCode()).isEqualTo(statusCode);
        assertThat(server.database().rows("select status from charger.chargers where connector_id = 100002"))
                .containsExactly(word);
        var shown = server.get("/chargers/100002", null).body();
        assertThat(shown.get("status").asText()).isEqualTo(word);
        assertThat(shown.get("statusCode").isInt()).isTrue();
        assertThat(shown.get("statusCode").asInt()).isEqualTo(statusCode);
    }

    @ParameterizedTest
    @CsvSource({"Occupied", "available", "4", "-1", "''"})
    void updateChargerStatusRefusesEveryOtherWord(String given) {
        assertThat(bus.refusal(UPDATE_CHARGER_STATUS, new UpdateChargerStatus(100003, given)))
                .isEqualTo("INVALID invalidStatus");
    }

    @Test
    void updateChargerStatusSaysThatThereIsNoSuchCharger() {
        assertThat(bus.refusal(UPDATE_CHARGER_STATUS, new UpdateChargerStatus(NOBODY, "1")))
                .isEqualTo("NOT_FOUND chargerNotFound");
    }

    @Test
    void getChargersAnswersWithAllButTheHiddenOne() {
        assertThat(bus.ask(GET_CHARGERS, GetChargers.ALL).chargers())
                .extracting(Charger::connectorID)
                .startsWith(100000, 100001, 100002, 100003, 100004, 100005, 100006, 100007, 100008, 100009)
                .doesNotContain(99);
    }

    @Test
    void getAvailableChargersAnswersWithThoseThatAreFreeAndConnectedOrWithAllThatAreFree() {
        bus.ask(UPDATE_CHARGER_STATUS, new UpdateChargerStatus(100005, "3"));
        try (var free = new FlexiChargeFirmware(server, "abc114");
                var faulted = new FlexiChargeFirmware(server, "abc115")) {
            free.boot();
            faulted.boot();

            assertThat(bus.ask(GET_AVAILABLE_CHARGERS, new GetAvailableChargers(false, PageRequest.EVERYTHING))
                            .chargers())
                    .extracting(Charger::connectorID)
                    .containsExactly(100004);
            assertThat(bus.ask(GET_AVAILABLE_CHARGERS, new GetAvailableChargers(true, PageRequest.EVERYTHING))
                            .chargers())
                    .extracting(Charger::connectorID)
                    .contains(100001, 100004)
                    .doesNotContain(99, 100005);
        }
    }

    @Test
    void getChargerBySerialNumberFindsTheHiddenOneToo() {
        assertThat(bus.ask(GET_CHARGER_BY_SERIAL_NUMBER, new GetChargerBySerialNumber("abc111"))
                        .connectorID())
                .isEqualTo(100001);
        assertThat(bus.ask(GET_CHARGER_BY_SERIAL_NUMBER, new GetChargerBySerialNumber("selftest"))
                        .connectorID())
                .isEqualTo(99);
        assertThat(bus.refusal(GET_CHARGER_BY_SERIAL_NUMBER, new GetChargerBySerialNumber("")))
                .isEqualTo("INVALID invalidSerialNumber");
        assertThat(bus.refusal(GET_CHARGER_BY_SERIAL_NUMBER, new GetChargerBySerialNumber("ABC111")))
                .isEqualTo("NOT_FOUND chargerNotFound");
    }
}
