package com.flexicharge.charger;

import static org.assertj.core.api.Assertions.assertThat;

import com.flexicharge.shared.contract.PageRequest;
import com.flexicharge.shared.contract.Protocol;
import com.flexicharge.shared.contract.charger.Admission.RegisterNewcomer;
import com.flexicharge.shared.contract.charger.Charger;
import com.flexicharge.shared.contract.charger.ChargerEndpoints;
import com.flexicharge.shared.contract.charger.ChargerEndpoints.ChangeCharger;
import com.flexicharge.shared.contract.charger.ChargerEndpoints.GetAvailableChargers;
import com.flexicharge.shared.contract.charger.ChargerEndpoints.GetChargerBySerialNumber;
import com.flexicharge.shared.contract.charger.ChargerEndpoints.GetChargers;
import com.flexicharge.shared.contract.charger.Registration;
import com.flexicharge.testing.TestDatabase;
import com.flexicharge.testing.TestDatabaseExtension;
import io.vertx.core.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Chargers nobody registered, which an operator is to decide about. */
@ExtendWith(TestDatabaseExtension.class)
class PendingChargersTest {
    private final TestDatabase database;
    private RunningRegistry registry;

    PendingChargersTest(TestDatabase database) {
        this.database = database;
        registry = RunningRegistry.start(database);
    }

    @BeforeEach
    void forgetOthers() {
        database.execute("update charger.chargers set deleted_at = now() where registration = 'pending'");
    }

    @AfterEach
    void stop() {
        registry.close();
    }

    @Test
    void anUnknownChargerIsPutDownAsPendingAndComesInAsSuch() {
        register("new");

        assertThat(charger("new").registration()).isEqualTo(Registration.PENDING);
        assertThat(registry.connect("new", Protocol.OCPP_16).registration()).isEqualTo(Registration.PENDING);
        assertThat(registry.ask(
                                ChargerEndpoints.GET_CHARGERS,
                                new GetChargers(null, null, null, null, Registration.PENDING, PageRequest.EVERYTHING))
                        .chargers())
                .extracting(Charger::serialNumber)
                .containsExactly("new");
    }

    @Test
    void oneThatWaitsIsNotOfferedToAnybody() {
        register("not-offered");

        assertThat(registry.ask(
                                ChargerEndpoints.GET_AVAILABLE_CHARGERS,
                                new GetAvailableChargers(true, PageRequest.EVERYTHING))
                        .chargers())
                .extracting(Charger::serialNumber)
                .contains("abc111")
                .doesNotContain("not-offered");
    }

    @Test
    void oneThatAnOperatorAcceptedMeanwhileStaysAccepted() {
        register("decided");
        registry.ask(
                ChargerEndpoints.CHANGE_CHARGER,
                new ChangeCharger(charger("decided").connectorID(), null, null, null, Registration.ACCEPTED));

        register("decided");

        assertThat(charger("decided").registration()).isEqualTo(Registration.ACCEPTED);
    }

    @Test
    void aThousandMayWaitAndTheNextIsUnknownAsBefore() {
        database.execute("insert into charger.chargers"
                + " (serial_number, charge_point_id, latitude, longitude, registration, created_at)"
                + " select 'waits-' || i, 1, 0, 0, 'pending', now() from generate_series(1, 995) i");

        var tenAtOnce = IntStream.range(0, 10)
                .mapToObj(i -> registry.bus
                        .ask(
                                ChargerEndpoints.REGISTER_NEWCOMER,
                                new RegisterNewcomer("at-once-" + i, Registration.PENDING))
                        .transform(done -> Future.succeededFuture(done.succeeded())))
                .toList();

        assertThat(tenAtOnce.stream().map(Awaiting::result).filter(Boolean::booleanValue))
                .hasSize(5);
        assertThat(registry.refusal(
                                ChargerEndpoints.REGISTER_NEWCOMER,
                                new RegisterNewcomer("one-more", Registration.PENDING))
                        .code())
                .isEqualTo("chargerNotFound");
        register("waits-1");
        assertThat(database.rows("select count(*) from charger.chargers"
                        + " where registration = 'pending' and deleted_at is null"))
                .containsExactly("1000");
    }

    @Test
    void aFleetNobodyKnowsIsRegisteredAsItComes() {
        var fleet = IntStream.range(0, 600)
                .mapToObj(i -> registry.bus.ask(
                        ChargerEndpoints.REGISTER_NEWCOMER,
                        new RegisterNewcomer(
                                "fleet-" + i / 2, i % 100 < 90 ? Registration.ACCEPTED : Registration.PENDING)))
                .toList();

        fleet.forEach(Awaiting::result);

        assertThat(database.rows("select registration, count(*) from charger.chargers c"
                        + " join charger.charge_points p using (charge_point_id)"
                        + " where serial_number like 'fleet-%' and p.name = 'Unassigned' group by 1 order by 1"))
                .containsExactly("accepted|270", "pending|30");
    }

    private void register(String serialNumber) {
        registry.ask(ChargerEndpoints.REGISTER_NEWCOMER, new RegisterNewcomer(serialNumber, Registration.PENDING));
    }

    private Charger charger(String serialNumber) {
        return registry.ask(ChargerEndpoints.GET_CHARGER_BY_SERIAL_NUMBER, new GetChargerBySerialNumber(serialNumber));
    }
}
