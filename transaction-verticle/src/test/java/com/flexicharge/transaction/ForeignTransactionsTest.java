package com.flexicharge.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.flexicharge.shared.contract.Protocol;
import com.flexicharge.shared.contract.charger.SecurityEventEndpoints.SecurityEvent;
import com.flexicharge.shared.contract.transaction.ChargerSessions.FindSession;
import com.flexicharge.shared.contract.transaction.ChargerSessions.OpenSession;
import com.flexicharge.shared.contract.transaction.TransactionEndpoints;
import com.flexicharge.shared.contract.transaction.TransactionState;
import com.flexicharge.testing.TestDatabase;
import com.flexicharge.testing.TestDatabaseExtension;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A charger names a session of another one. */
@ExtendWith(TestDatabaseExtension.class)
class ForeignTransactionsTest {
    private static int nextCharger = 260_000;

    private final RunningSessions sessions;
    private final ChargerReports owner;
    private final ChargerReports stranger;
    private int id;

    ForeignTransactionsTest(TestDatabase database) {
        sessions = RunningSessions.start(database);
        owner = new ChargerReports(sessions, nextCharger++, Protocol.OCPP_16);
        stranger = new ChargerReports(sessions, nextCharger++, Protocol.OCPP_16);
    }

    @BeforeEach
    void begin() {
        sessions.registry.add(owner.connectorID(), Protocol.OCPP_16);
        sessions.registry.add(stranger.connectorID(), Protocol.OCPP_16);
        id = owner.start("CARD1", 0L).transactionID();
    }

    @AfterEach
    void close() {
        sessions.close();
    }

    @Test
    void aStopOfItIsReportedOnceAMinute() {
        stranger.stop((long) id, "CARD1", 500L);
        stranger.stop((long) id, "CARD1", 501L);
        var first = stop();
        awaitReported(first);

        sessions.clock.advance(Duration.ofSeconds(61));
        stranger.stop((long) id, "CARD1", 502L);
        awaitReported(first, stop());
    }

    @Test
    void readingsForItAreReportedOnceAMinuteBesideAStop() {
        assertThat(found(stranger, (long) id)).isEmpty();
        assertThat(found(stranger, (long) id)).isEmpty();
        stranger.stop((long) id, "CARD1", 500L);

        awaitReported(readings(), stop());
    }

    @Test
    void itsOwnSessionsAndNumbersNobodyIssuedAreNoOffence() {
        found(owner, (long) id);
        found(owner, null);
        found(stranger, -1L);
        found(stranger, 2_000_000_000L);
        found(stranger, null);
        stranger.stop(2_000_000_000L, "CARD1", 500L);
        owner.stop((long) id, "CARD1", 500L);
        var another = owner.start("CARD1", 500L).transactionID();

        stranger.stop((long) another, "CARD1", 600L);

        await().untilAsserted(() -> assertThat(sessions.registry.securityEvents).hasSize(1));
        assertThat(sessions.registry.securityEvents.get(0).techInfo()).contains(" " + another + ",");
    }

    @Test
    void theChargerIsAnsweredAlsoWhenTheReportIsLost() {
        sessions.registry.away = true;

        assertThat(stranger.stop((long) id, null, 500L).transactionID()).isNull();
        assertThat(sessions.get(id).state()).isEqualTo(TransactionState.ACTIVE);
        awaitReported(stop());
    }

    private List<OpenSession> found(ChargerReports charger, @Nullable Long transactionID) {
        return sessions.ask(TransactionEndpoints.FIND_SESSION, new FindSession(charger.connectorID(), 1, transactionID))
                .sessions();
    }

    private SecurityEvent stop() {
        return event("A stop names transaction " + id + ", which is another charger's");
    }

    private SecurityEvent readings() {
        return event("Readings name transaction " + id + ", which is another charger's");
    }

    private SecurityEvent event(String techInfo) {
        return SecurityEvent.seen(stranger.connectorID(), "ForeignTransactionId", techInfo, sessions.clock.instant());
    }

    private void awaitReported(SecurityEvent... events) {
        await().untilAsserted(() -> assertThat(sessions.registry.securityEvents).containsExactly(events));
    }
}
