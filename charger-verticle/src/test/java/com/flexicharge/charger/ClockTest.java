package com.flexicharge.charger;

import static org.assertj.core.api.Assertions.assertThat;

import com.flexicharge.shared.contract.PageRequest;
import com.flexicharge.shared.contract.Protocol;
import com.flexicharge.shared.contract.charger.Charger;
import com.flexicharge.shared.contract.charger.ChargerEndpoints;
import com.flexicharge.shared.contract.charger.ChargerEndpoints.GetChargers;
import com.flexicharge.shared.contract.charger.ClockDrift;
import com.flexicharge.shared.contract.charger.ClockEndpoints;
import com.flexicharge.shared.contract.charger.ClockEndpoints.ClocksMeasured;
import com.flexicharge.shared.contract.charger.ClockEndpoints.MeasuredClock;
import com.flexicharge.testing.MutableClock;
import com.flexicharge.testing.TestDatabase;
import com.flexicharge.testing.TestDatabaseExtension;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** How far chargers' clocks are off, as far as it is known. */
@ExtendWith(TestDatabaseExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClockTest {
    private final MutableClock clock = MutableClock.at("2026-11-22T10:00:00Z");
    private RunningRegistry registry;

    @BeforeAll
    void start(TestDatabase testDatabase) {
        registry = RunningRegistry.start(testDatabase, "here", clock);
    }

    @AfterAll
    void stop() {
        registry.close();
    }

    private void measured(int connectorID, long epoch, long driftMillis) {
        registry.ask(
                ClockEndpoints.CLOCKS_MEASURED,
                new ClocksMeasured(
                        List.of(new MeasuredClock(connectorID, epoch, new ClockDrift(driftMillis, clock.instant())))));
    }

    private @Nullable Long driftOf(Charger charger) {
        return registry.charger(charger.connectorID()).clockDriftMillis();
    }

    private List<String> listed(boolean clockWrong) {
        return registry
                .ask(
                        ChargerEndpoints.GET_CHARGERS,
                        new GetChargers(null, null, null, null, null, null, clockWrong, PageRequest.EVERYTHING))
                .chargers()
                .stream()
                .map(Charger::serialNumber)
                .toList();
    }

    @Test
    void whatWasMeasuredIsShownAndKnownToTheNextSocket() {
        var charger = registry.charger("clock-shown");
        var socket = registry.connect("clock-shown", Protocol.OCPP_16);
        assertThat(socket.clockDriftMillis()).isNull();
        assertThat(driftOf(charger)).isNull();

        measured(charger.connectorID(), socket.epoch(), -7_200_000);

        assertThat(driftOf(charger)).isEqualTo(-7_200_000L);
        assertThat(registry.connect("clock-shown", Protocol.OCPP_16).clockDriftMillis())
                .isEqualTo(-7_200_000L);
    }

    @Test
    void aReplacedSocketSaysNothingOfTheClockAnyMore() {
        var charger = registry.charger("clock-replaced");
        var old = registry.connect("clock-replaced", Protocol.OCPP_16);
        var young = registry.connect("clock-replaced", Protocol.OCPP_16);

        measured(charger.connectorID(), young.epoch(), 1_000);
        measured(charger.connectorID(), old.epoch(), 99_000);

        assertThat(driftOf(charger)).isEqualTo(1_000L);
    }

    @Test
    void wrongClocksAreListedFromMoreThanFiveMinutesOn() {
        for (var offBy : List.of(0L, 300_000L, -300_001L, 300_001L)) {
            var charger = registry.charger("clock" + offBy);
            measured(
                    charger.connectorID(),
                    registry.connect("clock" + offBy, Protocol.OCPP_16).epoch(),
                    offBy);
        }
        registry.charger("clock-unknown");

        assertThat(listed(true)).contains("clock300001", "clock-300001").doesNotContain("clock0", "clock300000");
        assertThat(listed(false))
                .contains("clock0", "clock300000", "clock-unknown")
                .doesNotContain("clock300001");
    }

    @Test
    void aClockAtTheEndsOfTimeIsKept() {
        var charger = registry.charger("clock-endless");
        var socket = registry.connect("clock-endless", Protocol.OCPP_16);

        measured(charger.connectorID(), socket.epoch(), 9_223_372_036_854_775L);

        assertThat(driftOf(charger)).isEqualTo(9_223_372_036_854_775L);
    }
}
