package com.flexicharge.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.flexicharge.shared.contract.Protocol;
import com.flexicharge.shared.contract.charger.ChargerEndpoints;
import com.flexicharge.shared.contract.charger.ChargerEndpoints.ChargerBooted;
import com.flexicharge.shared.contract.charger.ChargerEndpoints.ConnectionChanged;
import com.flexicharge.shared.contract.charger.ChargerEndpoints.StatusChanged;
import com.flexicharge.shared.contract.charger.ConnectorStatus;
import com.flexicharge.shared.contract.transaction.TransactionEndpoints;
import com.flexicharge.shared.contract.transaction.TransactionState;
import com.flexicharge.testing.TestDatabase;
import com.flexicharge.testing.TestDatabaseExtension;
import com.flexicharge.transaction.DoubtRepository.Sign;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TestDatabaseExtension.class)
class DoubtTest {
    private static int nextCharger = 270_000;

    private final TestDatabase database;
    private final RunningSessions sessions;
    private final ChargerReports strict;
    private final ChargerReports flexi;

    DoubtTest(TestDatabase database) {
        this.database = database;
        this.sessions = RunningSessions.start(database);
        this.strict = new ChargerReports(sessions, nextCharger++, Protocol.OCPP_16);
        this.flexi = new ChargerReports(sessions, nextCharger++, Protocol.FLEXICHARGE);
        sessions.registry.add(strict.connectorID(), Protocol.OCPP_16);
        sessions.registry.add(flexi.connectorID(), Protocol.FLEXICHARGE);
    }

    @AfterEach
    void close() {
        sessions.close();
    }

    @Test
    void aBootWithoutAStopMakesAStrictSessionSuspectButItStaysOpenForTheStop() {
        var id = strict.start("CARD1", 0L).transactionID();
        sessions.clock.advance(Duration.ofSeconds(5));

        boot(strict);

        awaitSuspect(id);
        assertThat(sessions.get(id).state()).isEqualTo(TransactionState.ACTIVE);
        strict.stop((long) id, "CARD1", 100L, sessions.clock.instant().toString(), "PowerLoss");
        assertThat(sessions.get(id).suspect()).isFalse();
        assertThat(sessions.get(id).stopReason()).isEqualTo("PowerLoss");
    }

    @Test
    void availableOnItsConnectorMakesAStrictSessionSuspect() {
        var id = strict.start("CARD1", 0L).transactionID();
        sessions.clock.advance(Duration.ofSeconds(5));
        status(strict, 2);
        status(strict, 1);

        awaitSuspect(id);
        assertThat(database.rows("select suspect_reason from transaction.transactions where transaction_id = " + id))
                .containsExactly("available");
    }

    @Test
    void availableFromBeforeTheStartSaysNothing() {
        var before = sessions.clock.instant();
        sessions.clock.advance(Duration.ofSeconds(5));
        var id = strict.start("CARD1", 0L).transactionID();

        Awaiting.done(sessions.doubts.doubt(List.of(Sign.available(strict.connectorID(), 1, before))));
        assertThat(sessions.get(id).suspect()).isFalse();

        Awaiting.done(sessions.doubts.doubt(List.of(
                Sign.available(strict.connectorID(), 1, sessions.clock.instant().plusMillis(1)))));
        assertThat(sessions.get(id).suspect()).isTrue();
    }

    @Test
    void aMissedAvailableIsFoundBySweeping() {
        var id = strict.start("CARD1", 0L).transactionID();
        sessions.clock.advance(Duration.ofMinutes(1));
        sessions.registry.status(
                strict.connectorID(), Protocol.OCPP_16, ConnectorStatus.AVAILABLE, sessions.clock.instant());

        Awaiting.done(sessions.services.doubts.sweepQuiet());

        assertThat(sessions.get(id).suspect()).isTrue();
    }

    @Test
    void aFlexiChargeSessionWithoutReadingsWhileConnectedIsStale() {
        var id = flexi.start(null, 0L).transactionID();
        var stopped = sessions.told(TransactionEndpoints.SESSION_STOPPED);
        sessions.clock.advance(Duration.ofSeconds(119));
        Awaiting.done(sessions.services.doubts.sweepStale());
        assertThat(sessions.get(id).state()).isEqualTo(TransactionState.ACTIVE);

        sessions.clock.advance(Duration.ofSeconds(1));
        Awaiting.done(sessions.services.doubts.sweepStale());

        assertThat(sessions.get(id).state()).isEqualTo(TransactionState.ENDED);
        assertThat(sessions.get(id).stopReason()).isEqualTo("Stale");
        assertThat(sessions.get(id).estimated()).isTrue();
        await().untilAsserted(() -> assertThat(stopped).hasSize(1));
    }

    @Test
    void aFlexiChargeSessionWithReadingsIsNotStale() {
        var id = flexi.start(null, 0L).transactionID();
        sessions.clock.advance(Duration.ofMinutes(60));
        sessions.readings.put(id, 100, 10, sessions.clock.instant().minusSeconds(100));

        Awaiting.done(sessions.services.doubts.sweepStale());

        assertThat(sessions.get(id).state()).isEqualTo(TransactionState.ACTIVE);
    }

    @Test
    void aLostSocketKeepsTheSessionOpenAndTheTimeCountsAnewFromItsReturn() {
        var id = flexi.start(null, 0L).transactionID();
        sessions.registry.disconnect(flexi.connectorID());
        sessions.clock.advance(Duration.ofMinutes(60));
        Awaiting.done(sessions.services.doubts.sweepStale());
        sessions.registry.add(flexi.connectorID(), Protocol.FLEXICHARGE);
        Awaiting.done(sessions.services.doubts.sweepStale());
        sessions.clock.advance(Duration.ofSeconds(119));
        Awaiting.done(sessions.services.doubts.sweepStale());
        assertThat(sessions.get(id).state()).isEqualTo(TransactionState.ACTIVE);

        sessions.clock.advance(Duration.ofSeconds(1));
        Awaiting.done(sessions.services.doubts.sweepStale());
        assertThat(sessions.get(id).stopReason()).isEqualTo("Stale");
    }

    @Test
    void aSocketThatComesBackIsNoticedAtOnce() {
        var id = flexi.start(null, 0L).transactionID();
        sessions.clock.advance(Duration.ofSeconds(100));
        connection(false);
        awaitConnectedSince(id, "");
        connection(true);
        awaitConnectedSince(id, "2026-11-22 10:01:40");
    }

    @Test
    void availableAndThenNothingForHalfAMinuteIsLost() {
        var id = flexi.start(null, 0L).transactionID();
        sessions.readings.put(id, 250, 10, sessions.clock.instant());
        doubted(id, () -> status(flexi, 1));
        sessions.clock.advance(Duration.ofSeconds(29));
        Awaiting.done(sessions.services.doubts.sweepGrace());
        assertThat(sessions.get(id).state()).isEqualTo(TransactionState.ACTIVE);

        sessions.clock.advance(Duration.ofSeconds(1));
        Awaiting.done(sessions.services.doubts.sweepGrace());

        assertThat(sessions.get(id).stopReason()).isEqualTo("Lost");
        assertThat(sessions.get(id).energyWh()).isEqualTo(250);
        assertThat(sessions.get(id).estimated()).isTrue();
    }

    @Test
    void aBootAndThenReadingsGoOn() {
        var id = flexi.start(null, 0L).transactionID();
        doubted(id, () -> boot(flexi));
        sessions.clock.advance(Duration.ofSeconds(30));
        sessions.readings.put(id, 250, 10, sessions.clock.instant());

        Awaiting.done(sessions.services.doubts.sweepGrace());
        sessions.clock.advance(Duration.ofSeconds(30));
        Awaiting.done(sessions.services.doubts.sweepGrace());

        assertThat(sessions.get(id).state()).isEqualTo(TransactionState.ACTIVE);
    }

    @Test
    void availableBeforeTheStopIsAnOrdinaryEnd() {
        var id = flexi.start(null, 0L).transactionID();
        doubted(id, () -> status(flexi, 1));

        flexi.stop(null, null, 500L);
        sessions.clock.advance(Duration.ofSeconds(30));
        Awaiting.done(sessions.services.doubts.sweepGrace());

        assertThat(sessions.get(id).stopReason()).isEqualTo("Local");
        assertThat(sessions.get(id).energyWh()).isEqualTo(500);
    }

    @Test
    void whileNobodyKnowsTheReadingsNothingIsLostOrStale() {
        var id = flexi.start(null, 0L).transactionID();
        doubted(id, () -> boot(flexi));
        sessions.clock.advance(Duration.ofMinutes(10));
        sessions.readings.away = true;

        Awaiting.done(sessions.services.doubts.sweepGrace());
        Awaiting.done(sessions.services.doubts.sweepStale());

        assertThat(sessions.get(id).state()).isEqualTo(TransactionState.ACTIVE);
    }

    private void boot(ChargerReports charger) {
        sessions.bus.tell(
                ChargerEndpoints.CHARGER_BOOTED,
                new ChargerBooted(charger.connectorID(), charger.protocol(), sessions.clock.instant()));
    }

    private void status(ChargerReports charger, int connector) {
        sessions.bus.tell(
                ChargerEndpoints.STATUS_CHANGED,
                new StatusChanged(
                        charger.connectorID(),
                        connector,
                        ConnectorStatus.AVAILABLE,
                        charger.protocol(),
                        sessions.clock.instant()));
    }

    private void connection(boolean connected) {
        sessions.bus.tell(
                ChargerEndpoints.CONNECTION_CHANGED,
                new ConnectionChanged(flexi.connectorID(), "node1", 2, connected, Protocol.FLEXICHARGE));
    }

    /** Whatever tells of the doubt, a second after the start; the grace period runs from there. */
    private void doubted(int id, Runnable tell) {
        sessions.clock.advance(Duration.ofSeconds(1));
        tell.run();
        await().until(() -> database.rows(
                        "select doubt_at is not null from transaction.transactions where transaction_id = " + id)
                .contains("t"));
    }

    private void awaitSuspect(int id) {
        await().untilAsserted(() -> assertThat(sessions.get(id).suspect()).isTrue());
    }

    private void awaitConnectedSince(int id, String time) {
        await().until(() -> database.rows("select to_char(connected_since at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS')"
                        + " from transaction.transactions where transaction_id = " + id)
                .contains(time));
    }
}
