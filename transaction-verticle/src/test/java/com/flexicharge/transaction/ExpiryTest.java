package com.flexicharge.transaction;

import static com.flexicharge.transaction.RunningSessions.ANNA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.flexicharge.shared.contract.Protocol;
import com.flexicharge.shared.contract.charger.Holds.HoldEnd;
import com.flexicharge.shared.contract.transaction.TransactionState;
import com.flexicharge.testing.TestDatabase;
import com.flexicharge.testing.TestDatabaseExtension;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TestDatabaseExtension.class)
class ExpiryTest {
    private static int nextCharger = 260_000;

    private final RunningSessions sessions;
    private final int connectorID = nextCharger++;

    ExpiryTest(TestDatabase database) {
        this.sessions = RunningSessions.start(database);
        sessions.registry.add(connectorID, Protocol.FLEXICHARGE);
    }

    @AfterEach
    void close() {
        sessions.close();
    }

    @Test
    void aHoldNotStartedInTimeExpires() {
        var id = sessions.reserve(ANNA, connectorID).transactionID();
        sessions.clock.advance(Duration.ofSeconds(299));
        Awaiting.done(sessions.services.expiry.sweep());
        assertThat(sessions.get(id).state()).isEqualTo(TransactionState.RESERVED);

        sessions.clock.advance(Duration.ofSeconds(1));
        Awaiting.done(sessions.services.expiry.sweep());

        assertThat(sessions.get(id).state()).isEqualTo(TransactionState.EXPIRED);
        await().untilAsserted(() ->
                assertThat(sessions.registry.holdsEnded).anyMatch(ended -> ended.end() == HoldEnd.EXPIRED));
    }

    @Test
    void aRequestWithoutAStartExpires() {
        var id = sessions.reserve(ANNA, connectorID).transactionID();
        sessions.start(ANNA, id);
        sessions.clock.advance(Duration.ofSeconds(119));
        Awaiting.done(sessions.services.expiry.sweep());
        assertThat(sessions.get(id).state()).isEqualTo(TransactionState.REQUESTED);

        sessions.clock.advance(Duration.ofSeconds(1));
        Awaiting.done(sessions.services.expiry.sweep());

        assertThat(sessions.get(id).state()).isEqualTo(TransactionState.EXPIRED);
    }

    @Test
    void aGivenUpSessionThatRunsOnIsStoppedAgain() {
        var id = sessions.reserve(ANNA, connectorID).transactionID();
        sessions.start(ANNA, id);
        sessions.stop(ANNA, id);
        sessions.chargers.stop = asked -> FakeChargers.offline();
        new ChargerReports(sessions, connectorID, Protocol.FLEXICHARGE).start(null, 0L);
        await().until(() -> sessions.chargers.stopsAsked.size() == 1);

        sessions.clock.advance(Duration.ofSeconds(30));
        Awaiting.done(sessions.services.expiry.sweep());

        await().untilAsserted(() -> assertThat(sessions.chargers.stopsAsked).hasSize(2));
    }
}
