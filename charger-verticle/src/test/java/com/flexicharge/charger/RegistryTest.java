package com.flexicharge.charger;

import static org.assertj.core.api.Assertions.assertThat;

import com.flexicharge.shared.contract.PageRequest;
import com.flexicharge.shared.contract.Protocol;
import com.flexicharge.shared.contract.Reason;
import com.flexicharge.shared.contract.Refusal.Fault;
import com.flexicharge.shared.contract.charger.Charger;
import com.flexicharge.shared.contract.charger.ChargerEndpoints;
import com.flexicharge.shared.contract.charger.ChargerEndpoints.AddCharger;
import com.flexicharge.shared.contract.charger.ChargerEndpoints.ChangeCharger;
import com.flexicharge.shared.contract.charger.ChargerEndpoints.ChargerPut;
import com.flexicharge.shared.contract.charger.ChargerEndpoints.CountChargers;
import com.flexicharge.shared.contract.charger.ChargerEndpoints.GetAvailableChargers;
import com.flexicharge.shared.contract.charger.ChargerEndpoints.GetCharger;
import com.flexicharge.shared.contract.charger.ChargerEndpoints.GetChargerBySerialNumber;
import com.flexicharge.shared.contract.charger.ChargerEndpoints.GetChargers;
import com.flexicharge.shared.contract.charger.ChargerEndpoints.PutCharger;
import com.flexicharge.shared.contract.charger.ChargerEndpoints.RemoveCharger;
import com.flexicharge.shared.contract.charger.ChargerEndpoints.StatusCount;
import com.flexicharge.shared.contract.charger.ChargerEndpoints.UpdateChargerStatus;
import com.flexicharge.shared.contract.charger.ConnectorStatus;
import com.flexicharge.shared.contract.charger.Location;
import com.flexicharge.shared.contract.charger.Registration;
import com.flexicharge.testing.TestDatabase;
import com.flexicharge.testing.TestDatabaseExtension;
import java.util.List;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the registry answers over the bus. */
@ExtendWith(TestDatabaseExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RegistryTest {
    private RunningRegistry registry;

    @BeforeAll
    void start(TestDatabase database) {
        registry = RunningRegistry.start(database);
    }

    @AfterAll
    void stop() {
        registry.close();
    }

    @Test
    void aChargerAddedWithAPlaceOnlyGetsASerialNumberAndStandsThere() {
        var added = registry.ask(ChargerEndpoints.ADD_CHARGER, new AddCharger(3, null, null));

        assertThat(added.serialNumber()).hasSize(36);
        assertThat(added.location()).isEqualTo(new Location(57.70022044183724, 14.475150415104222));
        assertThat(added.status()).isEqualTo(ConnectorStatus.AVAILABLE);
        assertThat(added.connected()).isFalse();
        assertThat(registry.charger(added.connectorID())).isEqualTo(added);
    }

    @Test
    void theCountIsThatOfTheList() {
        var listed =
                registry.ask(ChargerEndpoints.GET_CHARGERS, GetChargers.ALL).chargers();

        var counted = registry.ask(ChargerEndpoints.COUNT_CHARGERS, new CountChargers());

        assertThat(counted.byStatus().stream().mapToInt(StatusCount::chargers).sum())
                .isEqualTo(listed.size());
        assertThat(counted.byStatus()).contains(new StatusCount(ConnectorStatus.AVAILABLE, (int) listed.stream()
                .filter(charger -> charger.status() == ConnectorStatus.AVAILABLE)
                .count()));
        assertThat(counted.connected()).isZero();
    }

    @Test
    void allFaultsOfAChargerAreToldAtOnce() {
        var refusal = registry.refusal(ChargerEndpoints.ADD_CHARGER, new AddCharger(0, "no/slash", null));

        assertThat(refusal.reason()).isEqualTo(Reason.INVALID);
        assertThat(refusal.faults())
                .containsExactly(
                        new Fault("/serialNumber", "invalidSerialNumber"),
                        new Fault("/chargePointID", "invalidChargePointID"));
    }

    @Test
    void aChargerCannotStandAtAPlaceThatIsNotThere() {
        var refusal = registry.refusal(ChargerEndpoints.ADD_CHARGER, new AddCharger(4711, "nowhere", null));

        assertThat(refusal.reason()).isEqualTo(Reason.NOT_FOUND);
        assertThat(refusal.code()).isEqualTo("dbForeignKeyConstraintError");
    }

    @Test
    void aSerialNumberIsTakenUntilItsChargerIsRemovedAndItsNumberNeverComesBack() {
        var first = registry.charger("twice");

        var refusal = registry.refusal(ChargerEndpoints.ADD_CHARGER, new AddCharger(1, "twice", null));
        assertThat(refusal.reason()).isEqualTo(Reason.CONFLICT);
        assertThat(refusal.code()).isEqualTo("dbUniqueConstraintError");

        assertThat(registry.ask(ChargerEndpoints.REMOVE_CHARGER, new RemoveCharger(first.connectorID()))
                        .chargerRemoved())
                .isTrue();
        assertThat(registry.charger("twice").connectorID()).isGreaterThan(first.connectorID());
    }

    @Test
    void whatIsNotThereIsNotFoundAndRemovingItIsNoFault() {
        assertThat(registry.refusal(ChargerEndpoints.GET_CHARGER, new GetCharger(424242))
                        .code())
                .isEqualTo("chargerNotFound");
        assertThat(registry.refusal(ChargerEndpoints.GET_CHARGER, new GetCharger(0))
                        .code())
                .isEqualTo("invalidConnectorID");
        assertThat(registry.refusal(
                                ChargerEndpoints.GET_CHARGER_BY_SERIAL_NUMBER, new GetChargerBySerialNumber("nobody"))
                        .code())
                .isEqualTo("chargerNotFound");
        assertThat(registry.refusal(ChargerEndpoints.GET_CHARGER_BY_SERIAL_NUMBER, new GetChargerBySerialNumber(""))
                        .code())
                .isEqualTo("invalidSerialNumber");
        assertThat(registry.ask(ChargerEndpoints.REMOVE_CHARGER, new RemoveCharger(424242))
                        .chargerRemoved())
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "0, CHARGING",
        "1, AVAILABLE",
        "2, RESERVED",
        "3, FAULTED",
        "Preparing, PREPARING",
        "SuspendedEVSE, SUSPENDED_EVSE",
        "SuspendedEV, SUSPENDED_EV",
        "Finishing, FINISHING",
        "Unavailable, UNAVAILABLE"
    })
    void aStatusIsSetByWordOrByTheNumberOldClientsKnow(String wanted, ConnectorStatus status) {
        var charger = registry.charger("status-" + wanted);

        var updated = registry.ask(
                ChargerEndpoints.UPDATE_CHARGER_STATUS, new UpdateChargerStatus(charger.connectorID(), wanted));

        assertThat(updated.status()).isEqualTo(status);
        assertThat(registry.charger(charger.connectorID())).isEqualTo(updated);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "4", "-1", "available", "Occupied", "10"})
    void aStatusThatIsNoneIsRefused(String wanted) {
        var refusal = registry.refusal(ChargerEndpoints.UPDATE_CHARGER_STATUS, new UpdateChargerStatus(100001, wanted));

        assertThat(refusal.reason()).isEqualTo(Reason.INVALID);
        assertThat(refusal.code()).isEqualTo("invalidStatus");
    }

    @Test
    void theStatusOfAChargerThatIsNotThereCannotBeSet() {
        var refusal = registry.refusal(ChargerEndpoints.UPDATE_CHARGER_STATUS, new UpdateChargerStatus(424242, "1"));

        assertThat(refusal.code()).isEqualTo("chargerNotFound");
    }

    @Test
    void aChargerIsMovedAndWhatIsNotNamedStays() {
        var charger = registry.charger("moved");

        var changed = registry.ask(
                ChargerEndpoints.CHANGE_CHARGER,
                new ChangeCharger(charger.connectorID(), null, new Location(-12.5, 170), 2, Registration.PENDING));

        assertThat(changed.location()).isEqualTo(new Location(-12.5, 170));
        assertThat(changed.chargePointID()).isEqualTo(2);
        assertThat(changed.registration()).isEqualTo(Registration.PENDING);
        assertThat(changed.status()).isEqualTo(ConnectorStatus.AVAILABLE);

        assertThat(registry.refusal(
                                ChargerEndpoints.CHANGE_CHARGER,
                                new ChangeCharger(charger.connectorID(), null, null, 4711, null))
                        .code())
                .isEqualTo("dbForeignKeyConstraintError");
    }

    @Test
    void aChargerThatIsPutBySerialNumberStandsAtUnassignedUntilAPlaceIsNamed() {
        var put = new PutCharger("self-made", null, null, null, null);

        var created = registry.ask(ChargerEndpoints.PUT_CHARGER, put);
        var again = registry.ask(
                ChargerEndpoints.PUT_CHARGER, new PutCharger("self-made", "Faulted", null, 1, Registration.REJECTED));

        assertThat(created.created()).isTrue();
        var place = registry.ask(
                ChargerEndpoints.GET_CHARGE_POINT,
                new ChargerEndpoints.GetChargePoint(created.charger().chargePointID()));
        assertThat(place.name()).isEqualTo("Unassigned");
        assertThat(again.created()).isFalse();
        assertThat(again.charger().connectorID()).isEqualTo(created.charger().connectorID());
        assertThat(again.charger().chargePointID()).isEqualTo(1);
        assertThat(again.charger().status()).isEqualTo(ConnectorStatus.FAULTED);
    }

    @Test
    void whoPutsOneChargerAtTheSameMomentHasPutItOnceAndIsNotRefused() {
        var wanted = new PutCharger("put-at-once", "Unavailable", null, null, null);

        var puts = IntStream.range(0, 20)
                .mapToObj(i -> registry.bus.ask(ChargerEndpoints.PUT_CHARGER, wanted))
                .toList();

        var answers = puts.stream().map(Awaiting::result).toList();
        assertThat(answers).filteredOn(ChargerPut::created).hasSize(1);
        assertThat(answers)
                .extracting(put -> put.charger().connectorID())
                .containsOnly(answers.get(0).charger().connectorID());
    }

    @Test
    void theSelfTestsChargerCannotBeTakenOrRemoved() {
        assertThat(registry.refusal(
                                ChargerEndpoints.PUT_CHARGER, new PutCharger("selftest", "Faulted", null, null, null))
                        .code())
                .isEqualTo("dbUniqueConstraintError");
        assertThat(registry.ask(ChargerEndpoints.REMOVE_CHARGER, new RemoveCharger(99))
                        .chargerRemoved())
                .isFalse();
        assertThat(registry.charger(99).status()).isEqualTo(ConnectorStatus.AVAILABLE);
    }

    @Test
    void aChargerInUseIsNotRemoved() {
        var charger = registry.charger("in-use");
        registry.sessions.begin(charger.connectorID());

        var refusal = registry.refusal(ChargerEndpoints.REMOVE_CHARGER, new RemoveCharger(charger.connectorID()));

        assertThat(refusal.reason()).isEqualTo(Reason.CONFLICT);
        assertThat(refusal.code()).isEqualTo("chargerInUse");
        assertThat(registry.charger(charger.connectorID())).isEqualTo(charger);
    }

    @Test
    void removingAChargerTellsWhoeverHoldsItsSocketToCloseIt() {
        var charger = registry.charger("closing");
        var admitted = registry.connect("closing", Protocol.OCPP_16);
        var told = registry.told(ChargerEndpoints.CONNECTION_CHANGED);

        registry.ask(ChargerEndpoints.REMOVE_CHARGER, new RemoveCharger(charger.connectorID()));

        Awaitility.await()
                .untilAsserted(() -> assertThat(told)
                        .contains(new ChargerEndpoints.ConnectionChanged(
                                charger.connectorID(), null, admitted.epoch() + 1, false, null)));
        assertThat(registry.refusal(ChargerEndpoints.GET_CHARGER, new GetCharger(charger.connectorID()))
                        .code())
                .isEqualTo("chargerNotFound");
    }

    @Test
    void listsFilterByStatusConnectionPlaceAndTextAndHideTheSelfTest() {
        var charger = registry.charger("Findable-7");
        registry.connect("Findable-7", Protocol.FLEXICHARGE);
        registry.ask(ChargerEndpoints.CHANGE_CHARGER, new ChangeCharger(charger.connectorID(), "2", null, 4, null));

        assertThat(found(new GetChargers(null, null, null, "findable", PageRequest.EVERYTHING)))
                .containsExactly(charger.connectorID());
        assertThat(found(new GetChargers(
                        ConnectorStatus.RESERVED,
                        true,
                        4,
                        Integer.toString(charger.connectorID()),
                        PageRequest.EVERYTHING)))
                .containsExactly(charger.connectorID());
        assertThat(found(new GetChargers(ConnectorStatus.RESERVED, false, 4, null, PageRequest.EVERYTHING)))
                .isEmpty();
        assertThat(found(new GetChargers(null, null, null, "selftest", PageRequest.EVERYTHING)))
                .isEmpty();
        assertThat(found(GetChargers.ALL)).doesNotContain(99).isSorted();
    }

    @Test
    void listsComeInPagesEitherWay() {
        assertThat(found(new GetChargers(null, null, 1, "abc", new PageRequest(2, false, 100001L))))
                .containsExactly(100002, 100003);
        assertThat(found(new GetChargers(null, null, 1, "abc", new PageRequest(2, true, 100003L))))
                .containsExactly(100002, 100001);
    }

    @Test
    void availableMeansFreeAndConnectedUnlessAskedOtherwise() {
        var charger = registry.charger("free");
        assertThat(available(false)).doesNotContain(charger.connectorID());
        assertThat(available(true)).contains(charger.connectorID());

        registry.connect("free", Protocol.FLEXICHARGE);
        assertThat(available(false)).contains(charger.connectorID());

        registry.ask(ChargerEndpoints.UPDATE_CHARGER_STATUS, new UpdateChargerStatus(charger.connectorID(), "0"));
        assertThat(available(true)).doesNotContain(charger.connectorID());
    }

    private List<Integer> found(GetChargers ask) {
        return registry.ask(ChargerEndpoints.GET_CHARGERS, ask).chargers().stream()
                .map(Charger::connectorID)
                .toList();
    }

    private List<Integer> available(boolean evenOffline) {
        return registry
                .ask(
                        ChargerEndpoints.GET_AVAILABLE_CHARGERS,
                        new GetAvailableChargers(evenOffline, PageRequest.EVERYTHING))
                .chargers()
                .stream()
                .map(Charger::connectorID)
                .toList();
    }
}
