package com.flexicharge.transaction;

import static com.flexicharge.transaction.RunningSessions.ADMIN;
import static com.flexicharge.transaction.RunningSessions.ANNA;
import static com.flexicharge.transaction.RunningSessions.BERT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.flexicharge.shared.contract.PageRequest;
import com.flexicharge.shared.contract.Protocol;
import com.flexicharge.shared.contract.charger.Holds.HoldEnd;
import com.flexicharge.shared.contract.transaction.ChargerSessions.AsideReason;
import com.flexicharge.shared.contract.transaction.ChargerSessions.FindSession;
import com.flexicharge.shared.contract.transaction.ChargerSessions.PutAside;
import com.flexicharge.shared.contract.transaction.TransactionEndpoints;
import com.flexicharge.shared.contract.transaction.TransactionState;
import com.flexicharge.shared.contract.transaction.UserSessions.Close;
import com.flexicharge.shared.contract.transaction.UserSessions.ResolveUnmatched;
import com.flexicharge.shared.contract.transaction.UserSessions.SearchUnmatched;
import com.flexicharge.shared.contract.transaction.UserSessions.Unmatched;
import com.flexicharge.testing.TestDatabase;
import com.flexicharge.testing.TestDatabaseExtension;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What operators do when chargers and books disagree. */
@ExtendWith(TestDatabaseExtension.class)
class OperatorTest {
    private static int nextCharger = 280_000;

    private final TestDatabase database;
    private final RunningSessions sessions;
    private final ChargerReports charger;

    OperatorTest(TestDatabase database) {
        this.database = database;
        this.sessions = RunningSessions.start(database);
        this.charger = new ChargerReports(sessions, nextCharger++, Protocol.OCPP_16);
        sessions.registry.add(charger.connectorID(), Protocol.OCPP_16);
    }

    @AfterEach
    void close() {
        sessions.close();
    }

    @Test
    void aSessionIsClosedWithItsLastReadingAndNothingGoesToTheCharger() {
        var id = charger.start("CARD1", 0L).transactionID();
        sessions.readings.put(id, 1234, 50, sessions.clock.instant());
        var stopped = sessions.told(TransactionEndpoints.SESSION_STOPPED);

        var closed = sessions.ask(TransactionEndpoints.CLOSE, new Close(ADMIN, id, "stolen charger", null));

        assertThat(closed.state()).isEqualTo(TransactionState.ENDED);
        assertThat(closed.stopReason()).isEqualTo("Closed");
        assertThat(closed.energyWh()).isEqualTo(1234);
        assertThat(closed.estimated()).isTrue();
        assertThat(sessions.chargers.stopsAsked).isEmpty();
        assertThat(database.rows("select actor, what, before ->> 'state', after ->> 'note' from transaction.audit"
                        + " where transaction_id = " + id))
                .containsExactly("boss|closed|active|stolen charger");
        await().untilAsserted(() -> assertThat(stopped).hasSize(1));
    }

    @Test
    void closedTwiceItStaysAsItIs() {
        var id = charger.start("CARD1", 100L).transactionID();
        sessions.ask(TransactionEndpoints.CLOSE, new Close(ADMIN, id, null, 600L));

        var again = sessions.ask(TransactionEndpoints.CLOSE, new Close(ADMIN, id, null, 9600L));

        assertThat(again.energyWh()).isEqualTo(500);
        assertThat(again.estimated()).isFalse();
    }

    @Test
    void aMeterBelowTheStartIsRefusedAndNothingChanges() {
        var id = charger.start("CARD1", 100L).transactionID();

        var refusal = sessions.refusal(TransactionEndpoints.CLOSE, new Close(ADMIN, id, null, 99L));

        assertThat(refusal.code()).isEqualTo("invalidMeterValue");
        assertThat(sessions.get(id).state()).isEqualTo(TransactionState.ACTIVE);
    }

    @Test
    void aWaitingOneIsCancelledAndItsHoldIsFree() {
        var id = sessions.reserve(ANNA, charger.connectorID()).transactionID();

        var closed = sessions.ask(TransactionEndpoints.CLOSE, new Close(ADMIN, id, null, null));

        assertThat(closed.state()).isEqualTo(TransactionState.CANCELLED);
        assertThat(closed.stopReason()).isEqualTo("Closed");
        await().untilAsserted(() ->
                assertThat(sessions.registry.holdsEnded).anyMatch(ended -> ended.end() == HoldEnd.CANCELLED));
    }

    @Test
    void usersCloseAndResolveNothing() {
        var id = charger.start("CARD1", 0L).transactionID();

        assertThat(sessions.refusal(TransactionEndpoints.CLOSE, new Close(ANNA, id, null, null))
                        .code())
                .isEqualTo("insufficientScope");
        assertThat(sessions.refusal(
                                TransactionEndpoints.RESOLVE_UNMATCHED, new ResolveUnmatched(BERT, 1, null, null, "x"))
                        .code())
                .isEqualTo("insufficientScope");
    }

    @Test
    void aMalformedMessageIsPutAsideOnce() {
        var aside = new PutAside(
                charger.connectorID(),
                "StartTransaction",
                AsideReason.BAD_FORM,
                "{\"connectorId\":\"\0x\"}",
                sessions.clock.instant());
        sessions.ask(TransactionEndpoints.PUT_ASIDE, aside);
        sessions.ask(TransactionEndpoints.PUT_ASIDE, aside);

        assertThat(unmatched(null)).singleElement().satisfies(kept -> {
            assertThat(kept.kind()).isEqualTo("StartTransaction");
            assertThat(kept.reason()).isEqualTo("badForm");
            assertThat(kept.payload()).isEqualTo("{\"connectorId\":\"x\"}");
        });
    }

    @Test
    void aPutAsideStopIsBookedToItsSessionWithATrail() {
        var id = charger.start("CARD1", 100L).transactionID();
        sessions.ask(TransactionEndpoints.CLOSE, new Close(ADMIN, id, null, 600L));
        charger.stop((long) id, "CARD1", 400L, "2026-11-22T10:00:00Z", "Remote");
        var aside = unmatched(false).get(0);

        var resolved = sessions.ask(
                TransactionEndpoints.RESOLVE_UNMATCHED, new ResolveUnmatched(ADMIN, aside.id(), id, null, null));

        assertThat(resolved.resolution()).isEqualTo("transaction " + id);
        assertThat(resolved.resolvedAt()).isEqualTo(sessions.clock.instant());
        var booked = sessions.get(id);
        assertThat(booked.energyWh()).isEqualTo(300);
        assertThat(booked.meterStop()).isEqualTo(400);
        assertThat(booked.stopReason()).isEqualTo("Remote");
        assertThat(booked.priceOre()).isEqualTo(75);
        assertThat(database.rows("select what from transaction.audit where transaction_id = " + id + " order by id"))
                .containsExactly("closed", "unmatchedBooked");
        assertThat(unmatched(false)).isEmpty();
    }

    @Test
    void whatIsResolvedIsNotResolvedAgain() {
        charger.stop(0L, null, 500L);
        var id = unmatched(false).get(0).id();
        sessions.ask(TransactionEndpoints.RESOLVE_UNMATCHED, new ResolveUnmatched(ADMIN, id, null, null, "test drive"));

        assertThat(unmatched(true))
                .singleElement()
                .satisfies(kept -> assertThat(kept.resolution()).isEqualTo("discarded: test drive"));
        assertThat(refusedToResolve(id, null)).isEqualTo("alreadyResolved");
    }

    @Test
    void whatIsNotThereOrNotThisChargersIsNotResolved() {
        var other = new ChargerReports(sessions, nextCharger++, Protocol.OCPP_16);
        sessions.registry.add(other.connectorID(), Protocol.OCPP_16);
        var foreign = other.start("CARD1", 0L).transactionID();
        charger.stop(0L, null, 500L);
        var id = unmatched(false).get(0).id();

        assertThat(refusedToResolve(Integer.MAX_VALUE, null)).isEqualTo("unmatchedNotFound");
        assertThat(refusedToResolve(id, 1)).isEqualTo("transactionNotFound");
        assertThat(refusedToResolve(id, foreign)).isEqualTo("conflict");
        assertThat(unmatched(false)).hasSize(1);
    }

    @Test
    void readingsFindTheirOwnChargersSessionOnly() {
        var id = charger.start("CARD1", 100L).transactionID();
        var stranger = charger.connectorID() + 50_000;

        assertThat(found(charger.connectorID(), 1, (long) id)).containsExactly(id);
        assertThat(found(charger.connectorID(), 1, null)).containsExactly(id);
        assertThat(found(charger.connectorID(), 1, -1L)).containsExactly(id);
        assertThat(found(charger.connectorID(), 2, (long) id)).containsExactly(id);
        assertThat(found(charger.connectorID(), 2, null)).isEmpty();
        assertThat(found(stranger, 1, (long) id)).isEmpty();

        charger.stop((long) id, null, 200L);
        assertThat(found(charger.connectorID(), 1, (long) id)).containsExactly(id);
        assertThat(found(charger.connectorID(), 1, null)).isEmpty();
    }

    private List<Integer> found(int connectorID, int connector, @Nullable Long transactionID) {
        return sessions
                .ask(TransactionEndpoints.FIND_SESSION, new FindSession(connectorID, connector, transactionID))
                .sessions()
                .stream()
                .map(session -> session.transactionID())
                .toList();
    }

    private List<Unmatched> unmatched(@Nullable Boolean resolved) {
        return sessions.ask(
                        TransactionEndpoints.SEARCH_UNMATCHED,
                        new SearchUnmatched(
                                ADMIN, charger.connectorID(), null, resolved, new PageRequest(100, false, null)))
                .unmatched();
    }

    private String refusedToResolve(long id, @Nullable Integer transactionID) {
        return sessions.refusal(
                        TransactionEndpoints.RESOLVE_UNMATCHED,
                        new ResolveUnmatched(ADMIN, id, transactionID, null, "x"))
                .code();
    }
}
