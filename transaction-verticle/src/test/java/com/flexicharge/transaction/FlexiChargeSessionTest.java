package com.flexicharge.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.flexicharge.shared.contract.Protocol;
import com.flexicharge.shared.contract.transaction.ChargerSessions.SessionBegun;
import com.flexicharge.shared.contract.transaction.TransactionEndpoints;
import com.flexicharge.shared.contract.transaction.TransactionState;
import com.flexicharge.testing.TestDatabase;
import com.flexicharge.testing.TestDatabaseExtension;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TestDatabaseExtension.class)
class FlexiChargeSessionTest {
    private static int nextCharger = 220_000;

    private final TestDatabase database;
    private final RunningSessions sessions;
    private final ChargerReports charger;

    FlexiChargeSessionTest(TestDatabase database) {
        this.database = database;
        this.sessions = RunningSessions.start(database);
        this.charger = new ChargerReports(sessions, nextCharger++, Protocol.FLEXICHARGE);
    }

    @BeforeEach
    void knowCharger() {
        sessions.registry.add(charger.connectorID(), Protocol.FLEXICHARGE);
    }

    @AfterEach
    void close() {
        sessions.close();
    }

    @Test
    void theRequestedRowBecomesActiveWhateverTheTag() {
        var id = requested();

        var begun = charger.start(null, 0L);

        assertThat(begun.transactionID()).isEqualTo(id);
        assertThat(begun.idTagInfo()).isNull();
        var running = sessions.get(id);
        assertThat(running.state()).isEqualTo(TransactionState.ACTIVE);
        assertThat(running.userID()).isEqualTo("anna");
    }

    @Test
    void aRowAlreadyActiveHasTheSameIdAgainAndNothingChanges() {
        var id = requested();
        charger.start(null, 5L);

        var again = charger.start(null, 6L, "2026-11-22T10:00:03Z");

        assertThat(again.transactionID()).isEqualTo(id);
        assertThat(sessions.get(id).meterStart()).isEqualTo(5);
        assertThat(states()).containsExactly("active");
    }

    @Test
    void aRowLatelyExpiredBecomesActiveAndKeepsItsUser() {
        var id = requested();
        sessions.clock.advance(Duration.ofSeconds(121));
        Awaiting.done(sessions.services.expiry.sweep());
        assertThat(sessions.get(id).state()).isEqualTo(TransactionState.EXPIRED);

        var begun = charger.start(null, 0L);

        assertThat(begun.transactionID()).isEqualTo(id);
        assertThat(sessions.get(id).state()).isEqualTo(TransactionState.ACTIVE);
        assertThat(sessions.get(id).userID()).isEqualTo("anna");
        assertThat(sessions.get(id).endAt()).isNull();
    }

    @Test
    void aStartForAGivenUpRowIsRecordedAndStoppedAtOnce() {
        var id = requested();
        sessions.stop(RunningSessions.ANNA, id);

        var begun = charger.start(null, 0L);

        assertThat(begun.transactionID()).isEqualTo(id);
        await().untilAsserted(() -> {
            assertThat(sessions.chargers.stopsAsked)
                    .singleElement()
                    .satisfies(asked -> assertThat(asked.transactionID()).isEqualTo(id));
            assertThat(sessions.get(id).state()).isEqualTo(TransactionState.STOPPING);
        });
    }

    @Test
    void withNobodyWaitingTheEnergyIsOnRecordWithoutAnOwner() {
        var begun = charger.start(null, 0L);

        assertThat(sessions.get(begun.transactionID()).userID()).isNull();
        assertThat(sessions.get(begun.transactionID()).state()).isEqualTo(TransactionState.ACTIVE);
    }

    @Test
    void theSameStartManyTimesAtOnceOnTwoNodesIsOneRow() {
        try (var other = RunningSessions.start(database, sessions.clock)) {
            other.registry.add(charger.connectorID(), Protocol.FLEXICHARGE);
            var start = charger.startOf(null, 0L, "2026-11-22T10:00:00Z");
            var answers = new ArrayList<Future<SessionBegun>>();
            for (int i = 0; i < 25; i++) {
                answers.add(sessions.bus.ask(TransactionEndpoints.START_SESSION, start));
                answers.add(other.bus.ask(TransactionEndpoints.START_SESSION, start));
            }
            var ids = new HashSet<Integer>();
            answers.forEach(answer -> ids.add(Awaiting.result(answer).transactionID()));

            assertThat(ids).hasSize(1);
            assertThat(states()).containsExactly("active");
        }
    }

    @Test
    void aStartRepeatedAfterItsStopHasTheSameId() {
        var first = charger.start(null, 0L, "2026-11-22T09:59:58.250Z");
        charger.stop(null, null, 10L);

        var again = charger.start(null, 0L, "2026-11-22T09:59:58.250Z");

        assertThat(again.transactionID()).isEqualTo(first.transactionID());
        assertThat(states()).containsExactly("ended");
    }

    @Test
    void aClockThatStandsStillStillBeginsANewSession() {
        var first = charger.start(null, 0L, "1970-01-01T00:00:10Z");
        charger.stop(null, null, 10L);
        sessions.clock.advance(Duration.ofMillis(1));

        var second = charger.start(null, 0L, "1970-01-01T00:00:10Z");

        assertThat(second.transactionID()).isNotEqualTo(first.transactionID());
    }

    @Test
    void aStartHandledASecondTimeLaterTakesNobodysRequest() {
        var start = charger.startOf(null, 0L, "1970-01-01T00:00:10Z");
        var first = sessions.ask(TransactionEndpoints.START_SESSION, start);
        charger.stop(null, null, 10L);
        var requested = requested();

        var late = sessions.ask(TransactionEndpoints.START_SESSION, start);

        assertThat(late.transactionID()).isEqualTo(first.transactionID());
        assertThat(sessions.get(requested).state()).isEqualTo(TransactionState.REQUESTED);
    }

    @Test
    void aStartHeldUpOnItsWayIsTheSessionThatItsChargerToldAgainMeanwhile() {
        var said = sessions.clock.instant().toString();
        var heldUp = charger.startOf(null, 400L, said);
        sessions.clock.advance(Duration.ofSeconds(1));
        var first = charger.start(null, 400L, said);
        charger.stop(null, null, 410L);
        var next = charger.start(
                null, 410L, sessions.clock.instant().plusSeconds(1).toString());
        charger.stop(null, null, 420L);
        var requested = requested();

        var late = sessions.ask(TransactionEndpoints.START_SESSION, heldUp);

        assertThat(next.transactionID()).isNotEqualTo(first.transactionID());
        assertThat(late.transactionID()).isEqualTo(first.transactionID());
        assertThat(sessions.get(requested).state()).isEqualTo(TransactionState.REQUESTED);
    }

    @Test
    void aStartHeldUpThroughManySessionsIsTheOneThatItsChargerToldAgainMeanwhile() {
        var said = sessions.clock.instant().toString();
        var heldUp = charger.startOf(null, 400L, said);
        sessions.clock.advance(Duration.ofSeconds(1));
        var first = charger.start(null, 400L, said);
        for (long meter = 401; meter <= 460; meter++) {
            charger.stop(null, null, meter);
            sessions.clock.advance(Duration.ofSeconds(1));
            charger.start(null, meter, sessions.clock.instant().toString());
        }

        var late = sessions.ask(TransactionEndpoints.START_SESSION, heldUp);

        assertThat(late.transactionID()).isEqualTo(first.transactionID());
    }

    @Test
    void aStartHeldUpUntilItsChargerBeganAnotherIsASessionThatIsOver() {
        var heldUp = charger.startOf(null, 400L, sessions.clock.instant().toString());
        sessions.clock.advance(Duration.ofSeconds(8));
        var next = charger.start(null, 410L, sessions.clock.instant().toString());

        var late = sessions.ask(TransactionEndpoints.START_SESSION, heldUp);

        assertThat(late.transactionID()).isNotEqualTo(next.transactionID());
        assertThat(sessions.get(late.transactionID()).state()).isEqualTo(TransactionState.ENDED);
        assertThat(sessions.get(next.transactionID()).state()).isEqualTo(TransactionState.ACTIVE);
    }

    @Test
    void aStopHandledASecondTimeLaterEndsNoOtherSession() {
        charger.start(null, 0L, "1970-01-01T00:00:10Z");
        var stop = charger.stopOf(null, null, 10L, "1970-01-01T00:00:10Z");
        var first = sessions.ask(TransactionEndpoints.STOP_SESSION, stop);
        sessions.clock.advance(Duration.ofMillis(1));
        var next = charger.start(null, 0L, "1970-01-01T00:00:10Z");

        var late = sessions.ask(TransactionEndpoints.STOP_SESSION, stop);

        assertThat(first.transactionID()).isNotEqualTo(next.transactionID());
        assertThat(late.transactionID()).isNotEqualTo(next.transactionID());
        assertThat(sessions.get(next.transactionID()).state()).isEqualTo(TransactionState.ACTIVE);
    }

    @Test
    void withoutAMeterValueTheLastOneKnownCountsAndTheFiguresStayEstimated() {
        charger.start(null, 100L);
        charger.stop(null, null, 700L);

        var id = charger.start(null, null, "2026-11-22T10:00:05Z").transactionID();
        assertThat(sessions.get(id).meterStart()).isEqualTo(700);
        charger.stop(null, null, 900L, "2026-11-22T10:00:09Z", "Local");

        assertThat(sessions.get(id).energyWh()).isEqualTo(200);
        assertThat(sessions.get(id).estimated()).isTrue();
    }

    @Test
    void anUnsolicitedStopClosesTheOpenSessionOfTheConnection() {
        var id = charger.start(null, 100L).transactionID();

        var over = charger.stop(null, null, 5100L);

        assertThat(over.transactionID()).isEqualTo(id);
        assertThat(sessions.get(id).energyWh()).isEqualTo(5000);
        assertThat(sessions.get(id).priceOre()).isEqualTo(1250);
    }

    @Test
    void aStopWithNothingOpenIsPutAside() {
        var over = charger.stop(null, null, 5100L);

        assertThat(over.transactionID()).isNull();
        assertThat(unmatched()).containsExactly("noOpenSession");
    }

    @Test
    void aStopAfterAnEndNobodyAnnouncedReplacesTheFiguresOnce() {
        var id = charger.start(null, 0L).transactionID();
        sessions.readings.put(id, 300, 20, sessions.clock.instant());
        sessions.clock.advance(Duration.ofSeconds(121));
        Awaiting.done(sessions.services.doubts.sweepStale());
        assertThat(sessions.get(id).stopReason()).isEqualTo("Stale");
        assertThat(sessions.get(id).energyWh()).isEqualTo(300);

        charger.stop(null, null, 450L, "2026-11-22T10:02:00Z", "Remote");
        charger.stop(null, null, 9450L, "2026-11-22T10:02:01Z", "Remote");

        var corrected = sessions.get(id);
        assertThat(corrected.stopReason()).isEqualTo("Remote");
        assertThat(corrected.energyWh()).isEqualTo(450);
        assertThat(corrected.estimated()).isFalse();
        assertThat(unmatched()).containsExactly("noOpenSession");
    }

    @Test
    void theSameStopAgainChangesNothing() {
        var id = charger.start(null, 0L).transactionID();
        charger.stop(null, null, 450L, "2026-11-22T10:02:00Z", "Remote");

        var again = charger.stop(null, null, 450L, "2026-11-22T10:02:00Z", "Remote");

        assertThat(again.transactionID()).isEqualTo(id);
        assertThat(unmatched()).isEmpty();
    }

    @Test
    void aReasonOfAnyLengthIsStoredAndItsRepetitionFound() {
        var reason = new StringBuilder();
        new Random(1).ints(20_000, 'a', 'z').forEach(letter -> reason.append((char) letter));
        var id = charger.start(null, 0L).transactionID();

        charger.stop(null, null, 450L, "2026-11-22T10:02:00Z", reason.toString());
        var again = charger.stop(null, null, 450L, "2026-11-22T10:02:00Z", reason.toString());

        assertThat(again.transactionID()).isEqualTo(id);
        assertThat(sessions.get(id).energyWh()).isEqualTo(450);
    }

    @Test
    void aDayOldTimeIsNotBelieved() {
        var id = charger.start(null, 0L, "2026-11-21T09:59:59Z").transactionID();

        assertThat(sessions.get(id).startAt()).isEqualTo("2026-11-22T10:00:00Z");
    }

    private int requested() {
        var id = sessions.reserve(RunningSessions.ANNA, charger.connectorID()).transactionID();
        assertThat(sessions.start(RunningSessions.ANNA, id).state()).isEqualTo(TransactionState.REQUESTED);
        return id;
    }

    private List<String> states() {
        return database.rows(
                "select state from transaction.transactions where connector_id = " + charger.connectorID());
    }

    private List<String> unmatched() {
        return database.rows("select reason from transaction.unmatched where connector_id = " + charger.connectorID());
    }
}
