package com.flexicharge.charger;

import static org.assertj.core.api.Assertions.assertThat;

import com.flexicharge.charger.quirk.MakeBook;
import com.flexicharge.shared.contract.Protocol;
import com.flexicharge.shared.contract.Reason;
import com.flexicharge.shared.contract.charger.Admission.Admit;
import com.flexicharge.shared.contract.charger.Admission.Admitted;
import com.flexicharge.shared.contract.charger.Admission.Boot;
import com.flexicharge.shared.contract.charger.Admission.Booted;
import com.flexicharge.shared.contract.charger.Admission.Disconnected;
import com.flexicharge.shared.contract.charger.Admission.LastSeen;
import com.flexicharge.shared.contract.charger.Admission.Seen;
import com.flexicharge.shared.contract.charger.Admission.WhereConnected;
import com.flexicharge.shared.contract.charger.ChargerEndpoints;
import com.flexicharge.shared.contract.charger.ChargerEndpoints.ChangeCharger;
import com.flexicharge.shared.contract.charger.ChargerEndpoints.ChargerBooted;
import com.flexicharge.shared.contract.charger.ChargerEndpoints.ConnectionChanged;
import com.flexicharge.shared.contract.charger.ChargerEndpoints.RemoveCharger;
import com.flexicharge.shared.contract.charger.Registration;
import com.flexicharge.testing.MutableClock;
import com.flexicharge.testing.TestDatabase;
import com.flexicharge.testing.TestDatabaseExtension;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import java.sql.DriverManager;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Who holds a charger's socket. Two processes share the database, as in a split deployment. */
@ExtendWith(TestDatabaseExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AdmissionTest {
    private RunningRegistry registry;
    private RunningRegistry other;
    private TestDatabase database;

    @BeforeAll
    void start(TestDatabase testDatabase) {
        database = testDatabase;
        registry = RunningRegistry.start(testDatabase);
        other = RunningRegistry.start(testDatabase, "node2", registry.clock);
    }

    @AfterAll
    void stop() {
        registry.close();
        other.close();
    }

    @Test
    void aConnectedChargerIsShownAsConnectedAndFoundOnItsNode() {
        var charger = registry.charger("shown");
        var told = registry.told(ChargerEndpoints.CONNECTION_CHANGED);

        var admitted = registry.connect("shown", Protocol.OCPP_16);

        assertThat(admitted)
                .isEqualTo(new Admitted(charger.connectorID(), 1, Registration.ACCEPTED, false, Set.of(), 0, null));
        var shown = registry.charger(charger.connectorID());
        assertThat(shown.connected()).isTrue();
        assertThat(shown.protocol()).isEqualTo(Protocol.OCPP_16);
        assertThat(shown.lastSeenAt()).isEqualTo(registry.clock.instant());
        var where = registry.ask(ChargerEndpoints.WHERE_CONNECTED, new WhereConnected(charger.connectorID()));
        assertThat(where.node()).isEqualTo("node1");
        assertThat(where.epoch()).isEqualTo(1);
        assertThat(where.serialNumber()).isEqualTo("shown");
        Awaitility.await()
                .untilAsserted(() -> assertThat(told)
                        .contains(new ConnectionChanged(charger.connectorID(), "node1", 1, true, Protocol.OCPP_16)));
    }

    @Test
    void aChargerNobodyRegisteredIsNotFoundAndOneThatIsAwayIsOffline() {
        var away = registry.charger("away");

        assertThat(registry.refusal(ChargerEndpoints.ADMIT, registry.admit("unheard-of", Protocol.FLEXICHARGE))
                        .code())
                .isEqualTo("chargerNotFound");
        assertThat(registry.refusal(ChargerEndpoints.WHERE_CONNECTED, new WhereConnected(424242))
                        .code())
                .isEqualTo("chargerNotFound");
        var offline = registry.refusal(ChargerEndpoints.WHERE_CONNECTED, new WhereConnected(away.connectorID()));
        assertThat(offline.reason()).isEqualTo(Reason.OFFLINE);
        assertThat(offline.code()).isEqualTo("chargerOffline");
    }

    @Test
    void aRemovedChargerIsNotAdmittedAnyMore() {
        var charger = registry.charger("removed");
        registry.ask(ChargerEndpoints.REMOVE_CHARGER, new RemoveCharger(charger.connectorID()));

        assertThat(registry.refusal(ChargerEndpoints.ADMIT, registry.admit("removed", Protocol.OCPP_16))
                        .code())
                .isEqualTo("chargerNotFound");
    }

    @Test
    void theLateCloseOfAReplacedSocketChangesNothing() {
        var charger = registry.charger("replaced");
        var first = registry.connect("replaced", Protocol.OCPP_16);
        var second = registry.connect("replaced", Protocol.OCPP_16);
        assertThat(second.epoch()).isEqualTo(first.epoch() + 1);
        var told = registry.told(ChargerEndpoints.CONNECTION_CHANGED);

        registry.ask(ChargerEndpoints.DISCONNECTED, gone(first));

        assertThat(registry.charger(charger.connectorID()).connected()).isTrue();

        registry.ask(ChargerEndpoints.DISCONNECTED, gone(second));

        assertThat(registry.charger(charger.connectorID()).connected()).isFalse();
        Awaitility.await()
                .untilAsserted(() -> assertThat(told)
                        .containsExactly(new ConnectionChanged(
                                charger.connectorID(), null, second.epoch(), false, Protocol.OCPP_16)));
    }

    @Test
    void theLateCloseOfWhoeverLostChangesNothingWhenTwoSocketsComeAtOnce() {
        var charger = registry.charger("raced");
        for (int round = 0; round < 20; round++) {
            var before = registry.connect("raced", Protocol.OCPP_16);
            var here = registry.bus.ask(ChargerEndpoints.ADMIT, admit("raced", "node1"));
            var there = other.bus.ask(ChargerEndpoints.ADMIT, admit("raced", "node2"));
            var late = other.bus.ask(ChargerEndpoints.DISCONNECTED, gone(before));
            var both = List.of(Awaiting.result(here), Awaiting.result(there));
            Awaiting.result(late);
            var loser = both.get(indexOf(both, before.epoch() + 1));

            registry.ask(ChargerEndpoints.DISCONNECTED, gone(loser));

            var owner = registry.ask(ChargerEndpoints.WHERE_CONNECTED, new WhereConnected(charger.connectorID()));
            assertThat(owner.epoch()).isEqualTo(before.epoch() + 2);
            assertThat(owner.node()).isEqualTo(loser.equals(both.get(0)) ? "node2" : "node1");
            assertThat(registry.charger(charger.connectorID()).connected()).isTrue();
        }
    }

    @Test
    void anAdmissionThatIsStoredWhenNobodyWaitsForItAnyMoreLeavesTheChargerFreeToComeAgain() throws Exception {
        var charger = registry.charger("too-late");
        var before = registry.connect("too-late", Protocol.OCPP_16);
        var told = registry.told(ChargerEndpoints.CONNECTION_CHANGED);
        var clock = MutableClock.at("2026-11-22T10:00:00Z");
        var connections = connections(clock);
        Future<Admitted> admission;
        try (var blocker = DriverManager.getConnection(database.jdbcUrl());
                var statement = blocker.createStatement()) {
            blocker.setAutoCommit(false);
            statement.execute("select 1 from charger.chargers where connector_id = " + charger.connectorID()
                    + " for no key update");
            admission = connections.admit(registry.admit("too-late", Protocol.OCPP_16));
            Awaitility.await()
                    .until(() -> database.rows("select count(*) from pg_stat_activity where wait_event_type = 'Lock'"
                                    + " and datname = current_database()")
                            .contains("1"));
            clock.advance(ChargerEndpoints.ADMIT.deadline());
            blocker.commit();
        }

        assertThat(Awaiting.refusal(admission).reason()).isEqualTo(Reason.TIMED_OUT);
        assertThat(registry.charger(charger.connectorID()).connected()).isFalse();
        // Closes the socket of before, so that the charger comes again.
        Awaitility.await()
                .untilAsserted(() -> assertThat(told)
                        .containsExactly(new ConnectionChanged(
                                charger.connectorID(), null, before.epoch() + 1, false, Protocol.OCPP_16)));
    }

    @Test
    void manySocketsOfOneChargerOnTwoNodesEndWithOneOwner() {
        var charger = registry.charger("fought-over");
        var admissions = new ArrayList<Future<Admitted>>();
        for (int i = 0; i < 50; i++) {
            admissions.add(registry.bus.ask(ChargerEndpoints.ADMIT, admit("fought-over", "node1")));
            admissions.add(other.bus.ask(ChargerEndpoints.ADMIT, admit("fought-over", "node2")));
        }

        var admitted = admissions.stream().map(Awaiting::result).toList();

        assertThat(admitted.stream().map(Admitted::epoch))
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.rangeClosed(1, 100).boxed().toList());
        var owner = registry.ask(ChargerEndpoints.WHERE_CONNECTED, new WhereConnected(charger.connectorID()));
        assertThat(owner.epoch()).isEqualTo(100);
        assertThat(owner.node()).isEqualTo(indexOf(admitted, 100) % 2 == 0 ? "node1" : "node2");
    }

    @Test
    void aThousandChargersThatComeBackAtOnceAreAllAdmittedAndBooted() {
        var serialNumbers = IntStream.range(0, 1000).mapToObj(i -> "back-" + i).toList();
        database.execute(
                "insert into charger.chargers (serial_number, charge_point_id, latitude, longitude, created_at)"
                        + " select 'back-' || i, 1, 0, 0, now() from generate_series(0, 999) i");

        var booted = serialNumbers.stream()
                .map(serialNumber -> registry.bus
                        .ask(ChargerEndpoints.ADMIT, admit(serialNumber, "node1"))
                        .compose(admitted -> registry.bus.ask(ChargerEndpoints.BOOT, boot(admitted, "ACME"))))
                .toList();

        assertThat(booted.stream().map(Awaiting::result))
                .hasSize(1000)
                .extracting(Booted::registration)
                .containsOnly(Registration.ACCEPTED);
    }

    @Test
    void aBootIsKeptAndToldAndAnsweredWithThePriceThere() {
        var charger = registry.charger("booting");
        var told = registry.told(ChargerEndpoints.CHARGER_BOOTED);
        var admitted = registry.connect("booting", Protocol.FLEXICHARGE);

        var booted = registry.ask(ChargerEndpoints.BOOT, boot(admitted, "AVT-Company"));

        assertThat(booted).isEqualTo(new Booted(Registration.ACCEPTED, 333, Set.of()));
        var shown = registry.charger(charger.connectorID());
        assertThat(shown.vendor()).isEqualTo("AVT-Company");
        assertThat(shown.model()).isEqualTo("AVT-Express");
        assertThat(shown.firmwareVersion()).isEqualTo("0.9.87");
        Awaitility.await()
                .untilAsserted(() -> assertThat(told)
                        .contains(new ChargerBooted(
                                charger.connectorID(), Protocol.FLEXICHARGE, registry.clock.instant())));
    }

    @Test
    void aChargerOnceAcceptedMayGoOnWithoutABoot() {
        registry.charger("known");
        var first = registry.connect("known", Protocol.OCPP_16);
        assertThat(first.bootedBefore()).isFalse();
        registry.ask(ChargerEndpoints.BOOT, boot(first, "ACME"));

        assertThat(registry.connect("known", Protocol.OCPP_16).bootedBefore()).isTrue();
    }

    @Test
    void aPendingChargerIsTreatedAsSuchAndDoesNotCountAsBooted() {
        var charger = registry.charger("pending");
        registry.ask(
                ChargerEndpoints.CHANGE_CHARGER,
                new ChangeCharger(charger.connectorID(), null, null, null, Registration.PENDING));
        var admitted = registry.connect("pending", Protocol.OCPP_16);

        assertThat(registry.ask(ChargerEndpoints.BOOT, boot(admitted, "ACME")).registration())
                .isEqualTo(Registration.PENDING);
        assertThat(registry.connect("pending", Protocol.OCPP_16))
                .isEqualTo(new Admitted(
                        charger.connectorID(), admitted.epoch() + 1, Registration.PENDING, false, Set.of(), 0, null));
    }

    @Test
    void aBootOfAReplacedSocketIsRefusedAndChangesNothing() {
        var charger = registry.charger("ghost");
        var first = registry.connect("ghost", Protocol.OCPP_16);
        registry.connect("ghost", Protocol.OCPP_16);

        var refusal = registry.refusal(ChargerEndpoints.BOOT, boot(first, "Ghost"));

        assertThat(refusal.reason()).isEqualTo(Reason.CONFLICT);
        assertThat(registry.charger(charger.connectorID()).vendor()).isNull();
    }

    @Test
    void textsNoDatabaseCanStoreDoNotKeepOthersFromBooting() {
        var charger = registry.charger("odd-texts");
        var admitted = registry.connect("odd-texts", Protocol.FLEXICHARGE);

        registry.ask(ChargerEndpoints.BOOT, boot(admitted, "A\u0000CME" + "x".repeat(5000)));

        assertThat(registry.charger(charger.connectorID()).vendor())
                .startsWith("ACMEx")
                .hasSizeLessThanOrEqualTo(1000);
    }

    @Test
    void lastSeenFollowsTheLatestSignOfLife() {
        var charger = registry.charger("alive");
        var now = registry.clock.instant();

        registry.ask(ChargerEndpoints.SEEN, new Seen(List.of(new LastSeen(charger.connectorID(), 0, now))));
        registry.ask(
                ChargerEndpoints.SEEN,
                new Seen(List.of(
                        new LastSeen(charger.connectorID(), 0, now.minusSeconds(5)), new LastSeen(424242, 0, now))));

        assertThat(registry.charger(charger.connectorID()).lastSeenAt()).isEqualTo(now);
    }

    @Test
    void aChargerWhoseNodeDiedIsGivenUpAfterFifteenMinutesAndTakenBackWhenHeard() {
        var clock = MutableClock.at("2026-11-22T10:00:00Z");
        var charger = registry.charger("silent");
        registry.ask(ChargerEndpoints.ADMIT, admit("silent", "node1"));
        var told = registry.told(ChargerEndpoints.CONNECTION_CHANGED);
        var connections = connections(clock);

        clock.advance(Duration.ofMinutes(15));
        Awaiting.result(connections.giveUpSilent().map(true));
        assertThat(registry.charger(charger.connectorID()).connected()).isTrue();

        clock.advance(Duration.ofSeconds(1));
        Awaiting.result(connections.giveUpSilent().map(true));
        assertThat(registry.charger(charger.connectorID()).connected()).isFalse();
        assertThat(registry.refusal(ChargerEndpoints.WHERE_CONNECTED, new WhereConnected(charger.connectorID()))
                        .reason())
                .isEqualTo(Reason.OFFLINE);

        registry.ask(ChargerEndpoints.SEEN, new Seen(List.of(new LastSeen(charger.connectorID(), 1, clock.instant()))));
        assertThat(registry.charger(charger.connectorID()).connected()).isTrue();
        Awaitility.await()
                .untilAsserted(() -> assertThat(told.stream()
                                .filter(change -> change.connectorID() == charger.connectorID())
                                .map(ConnectionChanged::connected))
                        .containsExactly(false, true));
    }

    @Test
    void aProcessThatStartsAgainHoldsNoSocketOfItsFormerLife() {
        var charger = registry.charger("left-behind");
        registry.ask(ChargerEndpoints.ADMIT, admit("left-behind", "node3"));

        RunningRegistry.start(database, "node3", registry.clock).close();

        assertThat(registry.charger(charger.connectorID()).connected()).isFalse();
    }

    private ConnectionService connections(MutableClock clock) {
        return new ConnectionService(
                new ConnectionRepository(registry.database, new SimpleMeterRegistry()),
                new Doorkeeper(
                        new Credentials(registry.vertx), (connectorID, shown) -> Future.succeededFuture(false), clock),
                new MakeBook(),
                registry.bus,
                clock);
    }

    private static int indexOf(List<Admitted> admitted, long epoch) {
        return IntStream.range(0, admitted.size())
                .filter(i -> admitted.get(i).epoch() == epoch)
                .findFirst()
                .orElseThrow();
    }

    private Admit admit(String serialNumber, String node) {
        return new Admit(
                serialNumber,
                Protocol.OCPP_16,
                node,
                "10.0.0.1:40000",
                null,
                null,
                Instant.parse("2026-11-22T10:00:00Z"));
    }

    private Disconnected gone(Admitted socket) {
        return new Disconnected(
                socket.connectorID(), socket.epoch(), "closedByCharger", 1000, registry.clock.instant());
    }

    private Boot boot(Admitted socket, String vendor) {
        return new Boot(
                socket.connectorID(),
                socket.epoch(),
                vendor,
                "AVT-Express",
                "0.9.87",
                "avt.001.13.1",
                "avt.001.13.1.01",
                "",
                "",
                "AVT NQC-ACDC",
                "avt.001.13.1.01",
                registry.clock.instant());
    }
}
