package com.flexicharge.transaction;

import static com.flexicharge.transaction.RunningSessions.ANNA;
import static com.flexicharge.transaction.RunningSessions.BERT;
import static org.assertj.core.api.Assertions.assertThat;

import com.flexicharge.shared.contract.Caller;
import com.flexicharge.shared.contract.Protocol;
import com.flexicharge.shared.contract.transaction.TransactionEndpoints;
import com.flexicharge.shared.contract.transaction.TransactionState;
import com.flexicharge.shared.contract.transaction.UserSessions.Start;
import com.flexicharge.testing.TestDatabase;
import com.flexicharge.testing.TestDatabaseExtension;
import io.vertx.core.Future;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TestDatabaseExtension.class)
class StartTest {
    private static int nextCharger = 240_000;

    private final RunningSessions sessions;
    private final ChargerReports charger;

    StartTest(TestDatabase database) {
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
    void theChargerAcceptsAndItsStartArrivesInTime() {
        var id = reserved();
        sessions.chargers.start = asked -> begins().map(FakeChargers.ACCEPTED);

        var started = sessions.start(ANNA, id);

        assertThat(started.state()).isEqualTo(TransactionState.ACTIVE);
        assertThat(started.startAt()).isEqualTo(sessions.clock.instant());
    }

    @Test
    void aStartThatFollowsTheAnswerWakesWhoWaits() {
        var id = reserved();
        sessions.chargers.start = asked -> {
            begins();
            return Future.succeededFuture(FakeChargers.ACCEPTED);
        };

        assertThat(sessions.start(ANNA, id).state()).isEqualTo(TransactionState.ACTIVE);
    }

    @Test
    void theChargerAcceptsAndItsStartIsNotThereYet() {
        var id = reserved();

        var started = sessions.start(ANNA, id);

        assertThat(started.state()).isEqualTo(TransactionState.REQUESTED);
        assertThat(started.startAt()).isNull();
        assertThat(sessions.chargers.startsAsked).singleElement().satisfies(asked -> {
            assertThat(asked.connectorID()).isEqualTo(charger.connectorID());
            assertThat(asked.connector()).isEqualTo(1);
            assertThat(asked.idTag()).isEqualTo(started.idTag());
        });
    }

    @Test
    void theChargerStartsBeforeItAnswersAndThenSaysNo() {
        var id = reserved();
        sessions.chargers.start = asked -> begins().map(FakeChargers.REJECTED);

        assertThat(sessions.start(ANNA, id).state()).isEqualTo(TransactionState.ACTIVE);
    }

    @Test
    void requestedAndActiveAreAnsweredAsTheyAreAndNothingIsSent() {
        var id = reserved();
        sessions.start(ANNA, id);

        assertThat(sessions.start(ANNA, id).state()).isEqualTo(TransactionState.REQUESTED);
        Awaiting.result(begins());
        assertThat(sessions.start(ANNA, id).state()).isEqualTo(TransactionState.ACTIVE);
        assertThat(sessions.chargers.startsAsked).hasSize(1);
    }

    @Test
    void aChargerThatRefusesLeavesItReserved() {
        var id = reserved();
        sessions.chargers.start = asked -> Future.succeededFuture(FakeChargers.REJECTED);

        assertThat(refused(ANNA, id)).isEqualTo("REJECTED couldNotStartTransaction");
        assertThat(sessions.get(id).state()).isEqualTo(TransactionState.RESERVED);
    }

    @Test
    void aChargerThatIsOfflineLeavesItReserved() {
        var id = reserved();
        sessions.chargers.start = asked -> FakeChargers.offline();

        assertThat(refused(ANNA, id)).isEqualTo("OFFLINE couldNotStartTransaction");
        assertThat(sessions.get(id).state()).isEqualTo(TransactionState.RESERVED);
    }

    @Test
    void afterSilenceItStaysRequestedAndALateStartStillMakesItActive() {
        var id = reserved();
        sessions.chargers.start = asked -> FakeChargers.silent();

        assertThat(refused(ANNA, id)).isEqualTo("TIMED_OUT couldNotStartTransaction");
        assertThat(sessions.get(id).state()).isEqualTo(TransactionState.REQUESTED);

        assertThat(charger.start(null, 0L).transactionID()).isEqualTo(id);
    }

    @Test
    void whatIsOverCannotBeStarted() {
        var id = reserved();
        sessions.stop(ANNA, id);
        assertThat(refused(ANNA, id)).isEqualTo("CONFLICT couldNotStartTransaction");

        var late = reserved();
        sessions.clock.advance(Duration.ofMinutes(5));
        assertThat(refused(ANNA, late)).isEqualTo("CONFLICT couldNotStartTransaction");
        assertThat(sessions.chargers.startsAsked).isEmpty();
    }

    @Test
    void nobodyStartsWhatBelongsToSomebodyElse() {
        assertThat(refused(BERT, reserved())).isEqualTo("FORBIDDEN notOwner");
    }

    @Test
    void theNumber9999MeansMine() {
        var id = reserved();

        assertThat(sessions.start(ANNA, 9999).transactionID()).isEqualTo(id);
    }

    private int reserved() {
        return sessions.reserve(ANNA, charger.connectorID()).transactionID();
    }

    /** The charger's StartTransaction, while our RemoteStart is still open. */
    private Future<Boolean> begins() {
        return sessions.bus
                .ask(
                        TransactionEndpoints.START_SESSION,
                        charger.startOf(null, 0L, sessions.clock.instant().toString()))
                .map(true);
    }

    private String refused(Caller caller, int transactionID) {
        var refusal = sessions.refusal(TransactionEndpoints.START, new Start(caller, transactionID));
        return refusal.reason() + " " + refusal.code();
    }
}
