package com.flexicharge.charger;

import static com.flexicharge.shared.contract.charger.ConnectorStatus.AVAILABLE;
import static com.flexicharge.shared.contract.charger.ConnectorStatus.CHARGING;
import static com.flexicharge.shared.contract.charger.ConnectorStatus.FAULTED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.flexicharge.shared.contract.PageRequest;
import com.flexicharge.shared.contract.Protocol;
import com.flexicharge.shared.contract.charger.Admission.Admit;
import com.flexicharge.shared.contract.charger.Admission.Admitted;
import com.flexicharge.shared.contract.charger.Admission.LastSeen;
import com.flexicharge.shared.contract.charger.Admission.NodeEnded;
import com.flexicharge.shared.contract.charger.Admission.Seen;
import com.flexicharge.shared.contract.charger.ChargerEndpoints;
import com.flexicharge.shared.contract.charger.ChargerEndpoints.ConnectionChanged;
import com.flexicharge.shared.contract.charger.ChargerEndpoints.GetStatuses;
import com.flexicharge.shared.contract.charger.ChargerEndpoints.StatusChanged;
import com.flexicharge.shared.contract.charger.ConnectorStatus;
import com.flexicharge.shared.contract.charger.StatusReport;
import com.flexicharge.testing.MutableClock;
import com.flexicharge.testing.TestDatabase;
import com.flexicharge.testing.TestDatabaseExtension;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** What comes late of a socket that lost its charger. Two processes share the database, as in a split deployment. */
@ExtendWith(TestDatabaseExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReplacedSocketTest {
    private final MutableClock clock = MutableClock.at("2026-11-22T10:00:00Z");
    private RunningRegistry here;
    private RunningRegistry there;
    private TestDatabase database;

    @BeforeAll
    void start(TestDatabase testDatabase) {
        database = testDatabase;
        here = RunningRegistry.start(testDatabase, "here", clock);
        there = RunningRegistry.start(testDatabase, "there", clock);
    }

    @AfterAll
    void stop() {
        here.close();
        there.close();
    }

    private static Admitted admit(RunningRegistry registry, String serialNumber, String node) {
        return registry.ask(
                ChargerEndpoints.ADMIT,
                new Admit(serialNumber, Protocol.OCPP_16, node, "10.0.0.1", null, null, registry.clock.instant()));
    }

    private StatusReport on(Admitted socket, int connector, ConnectorStatus status, Duration ago) {
        return new StatusReport(
                socket.connectorID(),
                connector,
                status,
                "NoError",
                null,
                null,
                null,
                null,
                null,
                clock.instant().minus(ago),
                socket.epoch());
    }

    private static void report(RunningRegistry registry, StatusReport report) {
        registry.ask(ChargerEndpoints.REPORT_STATUS, report);
    }

    private List<String> shown(int connectorID) {
        return database.rows("select connector, status from charger.connectors where connector_id = " + connectorID
                + " order by connector");
    }

    @Test
    void aLateStatusOfAReplacedSocketIsKeptButNotShown() {
        var id = here.charger("late-status").connectorID();
        var old = admit(here, "late-status", "here");
        clock.advance(Duration.ofSeconds(10));
        var young = admit(there, "late-status", "there");
        clock.advance(Duration.ofSeconds(10));
        report(there, on(young, 1, CHARGING, Duration.ZERO));
        List<StatusChanged> told = here.told(ChargerEndpoints.STATUS_CHANGED);

        // received after the new socket had come, on a node that had not heard of it
        report(here, on(old, 1, FAULTED, Duration.ofSeconds(1)));
        // received before, and handled only now
        report(here, on(old, 1, AVAILABLE, Duration.ofSeconds(15)));
        // of a connector that the new socket has said nothing of yet
        report(here, on(old, 2, FAULTED, Duration.ofSeconds(1)));
        report(there, on(young, 3, AVAILABLE, Duration.ZERO));

        assertThat(shown(id)).containsExactly("1|Charging", "3|Available");
        assertThat(here.ask(
                                ChargerEndpoints.GET_STATUSES,
                                new GetStatuses(id, null, null, null, PageRequest.EVERYTHING))
                        .statuses())
                .extracting(past -> past.report().status())
                .containsExactly(CHARGING, FAULTED, AVAILABLE, FAULTED, AVAILABLE);
        assertThat(told).isEmpty();
    }

    @Test
    void whatWasReceivedBeforeTheTakeoverIsShownWhenNothingNewerIsKnown() {
        var id = here.charger("slow-status").connectorID();
        var old = admit(here, "slow-status", "here");
        report(here, on(old, 1, AVAILABLE, Duration.ZERO));
        clock.advance(Duration.ofSeconds(10));
        admit(there, "slow-status", "there");

        report(here, on(old, 1, CHARGING, Duration.ofSeconds(5)));
        report(here, on(old, 2, AVAILABLE, Duration.ofSeconds(5)));

        assertThat(shown(id)).containsExactly("1|Charging", "2|Available");
    }

    @Test
    void aNodeThatMissedATakeoverHearsOfItWhenItReportsItsSocketAlive() {
        var id = here.charger("missed").connectorID();
        var old = admit(here, "missed", "here");
        var since = clock.instant();
        // told on the bus of there, which here does not hear
        var young = admit(there, "missed", "there");
        clock.advance(Duration.ofMinutes(1));
        List<ConnectionChanged> told = here.told(ChargerEndpoints.CONNECTION_CHANGED);

        here.ask(ChargerEndpoints.SEEN, new Seen(List.of(new LastSeen(id, old.epoch(), clock.instant()))));

        await().untilAsserted(() -> assertThat(told)
                .containsExactly(new ConnectionChanged(id, "there", young.epoch(), true, Protocol.OCPP_16)));
        assertThat(here.charger(id).lastSeenAt())
                .as("of the socket that owns it")
                .isEqualTo(since);
    }

    @Test
    void theSocketsOfAKilledProcessEndedWhenTheyWereHeardOfLast() {
        var id = here.charger("killed").connectorID();
        var socket = admit(here, "killed", "killed-node");
        clock.advance(Duration.ofSeconds(30));
        here.ask(ChargerEndpoints.SEEN, new Seen(List.of(new LastSeen(id, socket.epoch(), clock.instant()))));
        var heard = clock.instant();
        clock.advance(Duration.ofMinutes(5));

        RunningRegistry.start(database, "killed-node", clock).close();

        assertThat(ended(id)).containsExactly("|f|" + heard.getEpochSecond() + "|restarted");
    }

    @Test
    void aLostNodesChargersAreGoneAndTakenBackWhenItWasOnlyOutOfReach() {
        var id = here.charger("lost").connectorID();
        var socket = admit(here, "lost", "lost-node");
        var heard = clock.instant();
        clock.advance(Duration.ofMinutes(2));

        there.ask(ChargerEndpoints.NODE_ENDED, new NodeEnded("lost-node", "nodeLost", clock.instant()));

        assertThat(ended(id)).containsExactly("lost-node|f|" + heard.getEpochSecond() + "|nodeLost");
        here.ask(ChargerEndpoints.SEEN, new Seen(List.of(new LastSeen(id, socket.epoch(), clock.instant()))));
        assertThat(here.charger(id).connected()).isTrue();
    }

    @Test
    void socketsAdmittedSinceANodeEndedStay() {
        var id = here.charger("since").connectorID();
        var before = clock.instant();
        clock.advance(Duration.ofSeconds(1));
        admit(here, "since", "back-again");

        here.ask(ChargerEndpoints.NODE_ENDED, new NodeEnded("back-again", "restarted", before));

        assertThat(here.charger(id).connected()).isTrue();
    }

    private List<String> ended(int connectorID) {
        return database.rows("select node, connected, extract(epoch from disconnected_at)::int, disconnect_cause"
                + " from charger.chargers where connector_id = " + connectorID);
    }
}
