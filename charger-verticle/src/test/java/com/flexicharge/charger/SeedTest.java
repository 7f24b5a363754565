package com.flexicharge.charger;

import static org.assertj.core.api.Assertions.assertThat;

import com.flexicharge.shared.contract.charger.ChargePoint;
import com.flexicharge.shared.contract.charger.ChargerEndpoints;
import com.flexicharge.shared.contract.charger.ChargerEndpoints.GetChargePoints;
import com.flexicharge.shared.contract.charger.ChargerEndpoints.GetChargers;
import com.flexicharge.shared.contract.charger.ChargerEndpoints.GetSite;
import com.flexicharge.shared.contract.charger.Location;
import com.flexicharge.testing.TestDatabase;
import com.flexicharge.testing.TestDatabaseExtension;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TestDatabaseExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SeedTest {
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
    void aNewInstallationHasTheFourPlacesWithThePriceEverybodyPays() {
        var places = registry.ask(ChargerEndpoints.GET_CHARGE_POINTS, GetChargePoints.ALL);

        assertThat(places.chargePoints().stream().limit(4))
                .containsExactly(
                        place(1, "Jönköping University", "Gjuterigatan 5", 57.777714, 14.16301, 30000),
                        place(
                                2,
                                "Nässjö Centralstation",
                                "Järnvägsgatan 26",
                                57.652328901782795,
                                14.694810832097543,
                                500),
                        place(3, "Coop, Forserum", "Jönköpingsvägen 2", 57.70022044183724, 14.475150415104222, 500),
                        place(
                                4,
                                "Airport Parking, Jönköping",
                                "Flygplansvägen",
                                57.749812214261034,
                                14.070100435207065,
                                5000));
    }

    @Test
    void itHasTheTenChargersInTheirPlaces() {
        var chargers = registry.ask(ChargerEndpoints.GET_CHARGERS, GetChargers.ALL);

        assertThat(chargers.chargers().stream().limit(10))
                .extracting(charger -> charger.connectorID() + " " + charger.serialNumber() + " "
                        + charger.chargePointID() + " " + charger.status() + " " + charger.connected())
                .containsExactly(
                        "100000 testchargeralwaysconnected 1 AVAILABLE false",
                        "100001 abc111 1 AVAILABLE false",
                        "100002 abc112 1 AVAILABLE false",
                        "100003 abc113 1 AVAILABLE false",
                        "100004 abc114 2 AVAILABLE false",
                        "100005 abc115 2 AVAILABLE false",
                        "100006 abc116 3 AVAILABLE false",
                        "100007 abc117 4 AVAILABLE false",
                        "100008 abc118 4 AVAILABLE false",
                        "100009 abc119 4 AVAILABLE false");
        assertThat(chargers.chargers().get(6).location())
                .isEqualTo(new Location(57.70022044183724, 14.475150415104222));
    }

    @Test
    void whoeverAddsTheFirstChargerAndPlaceGetsTheNextNumbers() {
        var charger = registry.charger("the-first-of-ours");
        var place = registry.ask(
                ChargerEndpoints.ADD_CHARGE_POINT,
                new ChargerEndpoints.AddChargePoint("The first of ours", "", new Location(1, 2), null, 0));

        assertThat(charger.connectorID()).isEqualTo(100010);
        assertThat(place.chargePointID()).isEqualTo(5);
    }

    @Test
    void theSelfTestsChargerIsKnownByNumberAndHasASiteToMakeSessionsAt() {
        var site = registry.ask(ChargerEndpoints.GET_SITE, new GetSite(99));

        assertThat(site.charger().serialNumber()).isEqualTo("selftest");
        assertThat(site.charger().hidden()).isTrue();
        assertThat(site.chargePoint()).isEqualTo(place(0, "", "", 0, 0, 0));
    }

    private static ChargePoint place(
            int id, String name, String address, double latitude, double longitude, int klarnaAmountOre) {
        return new ChargePoint(
                id,
                name,
                address,
                new Location(latitude, longitude),
                null,
                FakeSessions.PRICE_FOR_EVERYBODY_ORE,
                klarnaAmountOre);
    }
}
