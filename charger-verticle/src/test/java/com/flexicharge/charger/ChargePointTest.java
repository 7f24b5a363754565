package com.flexicharge.charger;

import static org.assertj.core.api.Assertions.assertThat;

import com.flexicharge.shared.contract.Protocol;
import com.flexicharge.shared.contract.Reason;
import com.flexicharge.shared.contract.Refusal.Fault;
import com.flexicharge.shared.contract.charger.Admission.Admitted;
import com.flexicharge.shared.contract.charger.Admission.Boot;
import com.flexicharge.shared.contract.charger.ChargePoint;
import com.flexicharge.shared.contract.charger.ChargerEndpoints;
import com.flexicharge.shared.contract.charger.ChargerEndpoints.AddChargePoint;
import com.flexicharge.shared.contract.charger.ChargerEndpoints.AddCharger;
import com.flexicharge.shared.contract.charger.ChargerEndpoints.ChangeChargePoint;
import com.flexicharge.shared.contract.charger.ChargerEndpoints.ConnectionChanged;
import com.flexicharge.shared.contract.charger.ChargerEndpoints.GetChargePoint;
import com.flexicharge.shared.contract.charger.ChargerEndpoints.GetChargePoints;
import com.flexicharge.shared.contract.charger.ChargerEndpoints.GetCharger;
import com.flexicharge.shared.contract.charger.ChargerEndpoints.GetSite;
import com.flexicharge.shared.contract.charger.ChargerEndpoints.RemoveChargePoint;
import com.flexicharge.shared.contract.charger.Location;
import com.flexicharge.shared.contract.charger.Registration;
import com.flexicharge.testing.TestDatabase;
import com.flexicharge.testing.TestDatabaseExtension;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Places and what is paid there. */
@ExtendWith(TestDatabaseExtension.class)
class ChargePointTest {
    private static final Location HERE = new Location(57.5, 14.25);

    private RunningRegistry registry;

    @BeforeEach
    void start(TestDatabase database) {
        registry = RunningRegistry.start(database);
    }

    @AfterEach
    void stop() {
        registry.close();
    }

    @Test
    void aPlaceIsMadeChangedAndRemoved() {
        var added = add("Made", 450);
        assertThat(added).isEqualTo(new ChargePoint(added.chargePointID(), "Made", "A street", HERE, 450, 450, 100));

        var changed = change(new ChangeChargePoint(added.chargePointID(), "Changed", null, null, null, false, 0));
        assertThat(changed).isEqualTo(new ChargePoint(added.chargePointID(), "Changed", "A street", HERE, 450, 450, 0));
        assertThat(get(added.chargePointID())).isEqualTo(changed);

        registry.ask(ChargerEndpoints.REMOVE_CHARGE_POINT, new RemoveChargePoint(added.chargePointID()));
        assertThat(registry.refusal(ChargerEndpoints.GET_CHARGE_POINT, new GetChargePoint(added.chargePointID()))
                        .code())
                .isEqualTo("chargePointNotFound");
        assertThat(registry.refusal(ChargerEndpoints.REMOVE_CHARGE_POINT, new RemoveChargePoint(added.chargePointID()))
                        .code())
                .isEqualTo("chargePointNotFound");
    }

    @Test
    void withoutAPriceOfItsOwnThePriceEverybodyPaysHolds() {
        var added = add("No price", null);
        assertThat(added.priceOre()).isEqualTo(FakeSessions.PRICE_FOR_EVERYBODY_ORE);
        assertThat(added.ownPriceOre()).isNull();

        var priced = change(new ChangeChargePoint(added.chargePointID(), null, null, null, 512, false, null));
        assertThat(priced.priceOre()).isEqualTo(512);

        var removed = change(new ChangeChargePoint(added.chargePointID(), null, null, null, null, true, null));
        assertThat(removed.priceOre()).isEqualTo(FakeSessions.PRICE_FOR_EVERYBODY_ORE);
    }

    @Test
    void aBootedChargerIsToldThePriceOfItsPlace() {
        var place = add("Priced", 275);
        registry.ask(ChargerEndpoints.ADD_CHARGER, new AddCharger(place.chargePointID(), "priced", null));
        var socket = registry.connect("priced", Protocol.FLEXICHARGE);

        var booted = registry.ask(ChargerEndpoints.BOOT, boot(socket));

        assertThat(booted.pricePerKwhOre()).isEqualTo(275);
        assertThat(registry.ask(ChargerEndpoints.GET_SITE, new GetSite(socket.connectorID()))
                        .chargePoint())
                .isEqualTo(place);
    }

    @Test
    void thePriceIsAskedForOnceASecondHoweverOftenAppsPoll() {
        for (int i = 0; i < 20; i++) {
            registry.ask(ChargerEndpoints.GET_CHARGE_POINTS, GetChargePoints.ALL);
        }
        assertThat(registry.sessions.pricesAsked()).isEqualTo(1);

        registry.clock.advance(Duration.ofSeconds(1));
        registry.ask(ChargerEndpoints.GET_CHARGE_POINTS, GetChargePoints.ALL);
        assertThat(registry.sessions.pricesAsked()).isEqualTo(2);
    }

    @Test
    void whereNobodyKnowsThePriceThePlaceCannotBeShownUnlessItHasItsOwn() {
        var priced = add("Own price", 199);
        registry.sessions.goAway();

        assertThat(get(priced.chargePointID()).priceOre()).isEqualTo(199);
        var refusal = registry.refusal(ChargerEndpoints.GET_CHARGE_POINT, new GetChargePoint(1));
        assertThat(refusal.reason()).isEqualTo(Reason.UNAVAILABLE);
        registry.ask(ChargerEndpoints.REMOVE_CHARGE_POINT, new RemoveChargePoint(priced.chargePointID()));
    }

    @Test
    void aChargerThatShowsNoPriceBootsAlsoWhereNobodyKnowsIt() {
        var socket = registry.connect("abc111", Protocol.OCPP_16);
        registry.sessions.goAway();

        var booted = registry.ask(ChargerEndpoints.BOOT, boot(socket));

        assertThat(booted.registration()).isEqualTo(Registration.ACCEPTED);
    }

    @Test
    void aNameIsTakenUntilItsPlaceIsRemoved() {
        var first = add("Taken", null);
        var second = add("Not taken", null);

        var refusals = List.of(
                registry.refusal(ChargerEndpoints.ADD_CHARGE_POINT, new AddChargePoint("Taken", "", HERE, null, 0)),
                registry.refusal(
                        ChargerEndpoints.CHANGE_CHARGE_POINT,
                        new ChangeChargePoint(second.chargePointID(), "Taken", null, null, null, false, null)));

        assertThat(refusals).allMatch(refusal -> refusal.reason() == Reason.CONFLICT);
        assertThat(refusals).allMatch(refusal -> refusal.code().equals("dbUniqueConstraintError"));
        registry.ask(ChargerEndpoints.REMOVE_CHARGE_POINT, new RemoveChargePoint(first.chargePointID()));
        registry.ask(ChargerEndpoints.REMOVE_CHARGE_POINT, new RemoveChargePoint(second.chargePointID()));
        var again = add("Taken", null);
        registry.ask(ChargerEndpoints.REMOVE_CHARGE_POINT, new RemoveChargePoint(again.chargePointID()));
    }

    @Test
    void allFaultsAreToldAtOnce() {
        var refusal = registry.refusal(
                ChargerEndpoints.ADD_CHARGE_POINT, new AddChargePoint("x".repeat(31), "y".repeat(256), HERE, -1, -1));

        assertThat(refusal.faults())
                .containsExactly(
                        new Fault("/name", "invalidName"),
                        new Fault("/address", "invalidAddress"),
                        new Fault("/price", "invalidPrice"),
                        new Fault("/klarnaReservationAmount", "invalidKlarnaReservationAmount"));
    }

    @Test
    void aRemovedPlaceTakesItsChargersAndTheirSocketsAlong() {
        var place = add("Demolished", null);
        var charger =
                registry.ask(ChargerEndpoints.ADD_CHARGER, new AddCharger(place.chargePointID(), "demolished", null));
        var socket = registry.connect("demolished", Protocol.OCPP_16);
        var told = registry.told(ChargerEndpoints.CONNECTION_CHANGED);

        registry.sessions.begin(charger.connectorID());
        var refusal =
                registry.refusal(ChargerEndpoints.REMOVE_CHARGE_POINT, new RemoveChargePoint(place.chargePointID()));
        assertThat(refusal.code()).isEqualTo("chargerInUse");
        assertThat(get(place.chargePointID())).isEqualTo(place);

        registry.sessions.end(charger.connectorID());
        registry.ask(ChargerEndpoints.REMOVE_CHARGE_POINT, new RemoveChargePoint(place.chargePointID()));
        assertThat(registry.refusal(ChargerEndpoints.GET_CHARGER, new GetCharger(charger.connectorID()))
                        .code())
                .isEqualTo("chargerNotFound");
        Awaitility.await()
                .untilAsserted(() -> assertThat(told)
                        .containsExactly(
                                new ConnectionChanged(charger.connectorID(), null, socket.epoch() + 1, false, null)));
    }

    private ChargePoint add(String name, @Nullable Integer ownPriceOre) {
        return registry.ask(
                ChargerEndpoints.ADD_CHARGE_POINT, new AddChargePoint(name, "A street", HERE, ownPriceOre, 100));
    }

    private ChargePoint change(ChangeChargePoint change) {
        return registry.ask(ChargerEndpoints.CHANGE_CHARGE_POINT, change);
    }

    private ChargePoint get(int chargePointID) {
        return registry.ask(ChargerEndpoints.GET_CHARGE_POINT, new GetChargePoint(chargePointID));
    }

    private Boot boot(Admitted socket) {
        return new Boot(
                socket.connectorID(),
                socket.epoch(),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                registry.clock.instant());
    }
}
