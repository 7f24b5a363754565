package com.flexicharge.charger;

import static org.assertj.core.api.Assertions.assertThat;

import com.flexicharge.shared.contract.PageRequest;
import com.flexicharge.shared.contract.charger.ChargerEndpoints;
import com.flexicharge.shared.contract.charger.SecurityEventEndpoints;
import com.flexicharge.shared.contract.charger.SecurityEventEndpoints.EventSource;
import com.flexicharge.shared.contract.charger.SecurityEventEndpoints.GetSecurityEvents;
import com.flexicharge.shared.contract.charger.SecurityEventEndpoints.SecurityEvent;
import com.flexicharge.shared.contract.charger.SecurityEventEndpoints.StoredSecurityEvent;
import com.flexicharge.testing.TestDatabase;
import com.flexicharge.testing.TestDatabaseExtension;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** What touched the security of chargers. */
@ExtendWith(TestDatabaseExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SecurityEventTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

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
    void anEventIsStoredAndThenTold() {
        var id = registry.charger("event-told").connectorID();
        var told = registry.told(SecurityEventEndpoints.SECURITY_EVENT);
        var event = new SecurityEvent(
                id,
                "InvalidChargePointCertificate",
                "expired",
                NOW.minusSeconds(5),
                "2026-11-22T10:59:55+01:00",
                NOW,
                EventSource.CHARGER);

        registry.ask(SecurityEventEndpoints.REPORT_SECURITY_EVENT, event);

        assertThat(events(id)).extracting(StoredSecurityEvent::event).containsExactly(event);
        Awaitility.await().untilAsserted(() -> assertThat(told).containsExactly(event));
    }

    @Test
    void whatTheServerSawHasNoTimeOfTheCharger() {
        var id = registry.charger("event-seen").connectorID();
        var event = SecurityEvent.seen(id, "FailedLogins", "five within a minute", NOW);

        registry.ask(SecurityEventEndpoints.REPORT_SECURITY_EVENT, event);

        assertThat(events(id)).extracting(StoredSecurityEvent::event).containsExactly(event);
    }

    @Test
    void textsThatAreTooLongAreCutAndTheEventIsKept() {
        var id = registry.charger("event-long").connectorID();

        registry.ask(
                SecurityEventEndpoints.REPORT_SECURITY_EVENT,
                new SecurityEvent(
                        id, "t".repeat(60), "i".repeat(300) + "\0", null, "r".repeat(300), NOW, EventSource.CHARGER));

        assertThat(events(id))
                .extracting(StoredSecurityEvent::event)
                .containsExactly(new SecurityEvent(
                        id, "t".repeat(50), "i".repeat(255), null, "r".repeat(255), NOW, EventSource.CHARGER));
    }

    @Test
    void aFloodIsKeptWholeAndInOrder() {
        var id = registry.charger("event-flood").connectorID();

        Awaiting.result(Future.all(IntStream.range(0, 500)
                .mapToObj(i -> registry.bus.ask(
                        SecurityEventEndpoints.REPORT_SECURITY_EVENT,
                        SecurityEvent.seen(id, "MemoryExhaustion", "" + i, NOW)))
                .toList()));

        assertThat(events(id))
                .extracting(stored -> stored.event().techInfo())
                .containsExactlyElementsOf(
                        IntStream.range(0, 500).mapToObj(i -> "" + i).toList());
    }

    @Test
    void eventsAreListedInPagesFromEitherEnd() {
        var id = registry.charger("event-pages").connectorID();
        for (var type : List.of("A", "B", "C")) {
            registry.ask(SecurityEventEndpoints.REPORT_SECURITY_EVENT, SecurityEvent.seen(id, type, "", NOW));
        }

        var newest = registry.ask(
                        SecurityEventEndpoints.GET_SECURITY_EVENTS,
                        new GetSecurityEvents(id, new PageRequest(2, true, null)))
                .events();
        assertThat(newest).extracting(stored -> stored.event().type()).containsExactly("C", "B");
        assertThat(registry.ask(
                                SecurityEventEndpoints.GET_SECURITY_EVENTS,
                                new GetSecurityEvents(
                                        id,
                                        new PageRequest(2, true, newest.get(1).id())))
                        .events())
                .extracting(stored -> stored.event().type())
                .containsExactly("A");
    }

    @Test
    void ofAChargerThatIsUnknownOrRemovedNothingIsKeptAndTheOthersAre() {
        var removed = registry.charger("event-removed").connectorID();
        var there = registry.charger("event-there").connectorID();
        registry.ask(ChargerEndpoints.REMOVE_CHARGER, new ChargerEndpoints.RemoveCharger(removed));

        var refused = registry.bus.ask(
                SecurityEventEndpoints.REPORT_SECURITY_EVENT, SecurityEvent.seen(removed, "A", "", NOW));
        registry.ask(SecurityEventEndpoints.REPORT_SECURITY_EVENT, SecurityEvent.seen(there, "A", "", NOW));

        assertThat(Awaiting.refusal(refused).code()).isEqualTo("chargerNotFound");
        assertThat(events(there)).hasSize(1);
        assertThat(registry.refusal(
                                SecurityEventEndpoints.GET_SECURITY_EVENTS,
                                new GetSecurityEvents(removed, PageRequest.EVERYTHING))
                        .code())
                .isEqualTo("chargerNotFound");
    }

    private List<StoredSecurityEvent> events(int connectorID) {
        return registry.ask(
                        SecurityEventEndpoints.GET_SECURITY_EVENTS,
                        new GetSecurityEvents(connectorID, PageRequest.EVERYTHING))
                .events();
    }
}
