package com.flexicharge.charger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.flexicharge.charger.quirk.MakeBook;
import com.flexicharge.shared.contract.PageRequest;
import com.flexicharge.shared.contract.Protocol;
import com.flexicharge.shared.contract.charger.Charger;
import com.flexicharge.shared.contract.charger.ChargerEndpoints;
import com.flexicharge.shared.contract.charger.ChargerEndpoints.GetChargers;
import com.flexicharge.shared.contract.charger.SecurityEventEndpoints;
import com.flexicharge.shared.contract.charger.SecurityEventEndpoints.GetSecurityEvents;
import com.flexicharge.testing.MutableClock;
import com.flexicharge.testing.TestDatabase;
import com.flexicharge.testing.TestDatabaseExtension;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Chargers that connect again and again, on whatever process. */
@ExtendWith(TestDatabaseExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FlappingTest {
    private final MutableClock clock = MutableClock.at("2026-11-22T10:00:00Z");
    private RunningRegistry here;
    private RunningRegistry there;

    @BeforeAll
    void start(TestDatabase testDatabase) {
        here = RunningRegistry.start(testDatabase, "here", clock);
        there = RunningRegistry.start(testDatabase, "there", clock);
    }

    @AfterAll
    void stop() {
        here.close();
        there.close();
    }

    private void connect(String serialNumber, int times, Duration between) {
        for (var i = 0; i < times; i++) {
            (i % 2 == 0 ? here : there).connect(serialNumber, Protocol.OCPP_16);
            clock.advance(between);
        }
    }

    private boolean flaps(Charger charger) {
        return here.charger(charger.connectorID()).flapping();
    }

    private List<String> events(Charger charger) {
        return here
                .ask(
                        SecurityEventEndpoints.GET_SECURITY_EVENTS,
                        new GetSecurityEvents(charger.connectorID(), PageRequest.EVERYTHING))
                .events()
                .stream()
                .map(stored -> stored.event().type() + ": " + stored.event().techInfo())
                .toList();
    }

    private void sweep() {
        var connections = new ConnectionService(
                new ConnectionRepository(here.database, new SimpleMeterRegistry()),
                new Doorkeeper(
                        new Credentials(here.vertx), (connectorID, shown) -> Future.succeededFuture(false), clock),
                new MakeBook(),
                here.bus,
                clock);
        Awaiting.result(connections.endFlapping().map(true));
    }

    @Test
    void theSixthConnectionWithinTenMinutesIsToldOnceUntilTheChargerHasBeenCalm() {
        var charger = here.charger("flapping");
        connect("flapping", 5, Duration.ofSeconds(90));
        assertThat(flaps(charger)).isFalse();

        connect("flapping", 1, Duration.ofSeconds(90));
        connect("flapping", 6, Duration.ofSeconds(90));

        assertThat(flaps(charger)).isTrue();
        await().untilAsserted(() -> assertThat(events(charger))
                .containsExactly(
                        "ConnectionFlapping: Connected 6 times within 10 minutes, the last time from 10.0.0.1:40000"));

        clock.advance(Duration.ofMinutes(10));
        sweep();
        assertThat(flaps(charger)).isFalse();
        connect("flapping", 6, Duration.ofSeconds(10));
        await().untilAsserted(() -> assertThat(events(charger)).hasSize(2));
    }

    @Test
    void aChargerThatComesNowAndThenDoesNotFlap() {
        var charger = here.charger("calm");
        connect("calm", 20, Duration.ofMinutes(2).plusSeconds(1));

        assertThat(flaps(charger)).isFalse();
        assertThat(events(charger)).isEmpty();
    }

    @Test
    void oneThatStartsToFlapAfterACalmEndOfAnEpisodeIsToldAgainWithoutTheSweep() {
        var charger = here.charger("again");
        connect("again", 6, Duration.ofSeconds(1));
        clock.advance(Duration.ofMinutes(11));
        connect("again", 1, Duration.ofSeconds(1));
        assertThat(flaps(charger)).isFalse();

        connect("again", 5, Duration.ofSeconds(1));

        await().untilAsserted(() -> assertThat(events(charger)).hasSize(2));
    }

    @Test
    void operatorsListTheChargersThatFlap() {
        var charger = here.charger("listed-flapping");
        here.charger("listed-steady");
        connect("listed-flapping", 6, Duration.ofSeconds(1));

        assertThat(listed(true)).contains("listed-flapping").doesNotContain("listed-steady");
        assertThat(listed(false)).contains("listed-steady").doesNotContain("listed-flapping");
        assertThat(flaps(charger)).isTrue();
    }

    private List<String> listed(boolean flapping) {
        return here
                .ask(
                        ChargerEndpoints.GET_CHARGERS,
                        new GetChargers(null, null, null, null, null, flapping, null, PageRequest.EVERYTHING))
                .chargers()
                .stream()
                .map(Charger::serialNumber)
                .toList();
    }
}
