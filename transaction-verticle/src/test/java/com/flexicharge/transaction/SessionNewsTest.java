package com.flexicharge.transaction;

import static com.flexicharge.transaction.RunningSessions.ADMIN;
import static com.flexicharge.transaction.RunningSessions.ANNA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.flexicharge.shared.contract.Protocol;
import com.flexicharge.shared.contract.transaction.TransactionEndpoints;
import com.flexicharge.shared.contract.transaction.TransactionEndpoints.CountSessions;
import com.flexicharge.shared.contract.transaction.TransactionEndpoints.SessionCounts;
import com.flexicharge.shared.contract.transaction.UserSessions;
import com.flexicharge.testing.TestDatabase;
import com.flexicharge.testing.TestDatabaseExtension;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Whoever watches a session hears of each change of its state. */
@ExtendWith(TestDatabaseExtension.class)
class SessionNewsTest {
    private static final AtomicInteger CHARGERS = new AtomicInteger(100_003);

    private final int charger = CHARGERS.incrementAndGet();
    private final RunningSessions sessions;
    private final List<String> heard = new CopyOnWriteArrayList<>();

    SessionNewsTest(TestDatabase database) {
        sessions = RunningSessions.start(database);
        sessions.registry.add(charger, Protocol.FLEXICHARGE);
        sessions.bus.listen(
                TransactionEndpoints.SESSION_CHANGED,
                event -> sessions.bus
                        .ask(TransactionEndpoints.GET, new UserSessions.Get(ADMIN, event.transactionID()))
                        .onSuccess(session -> heard.add(session.state().word())));
        sessions.bus.listen(TransactionEndpoints.SESSION_STARTED, event -> heard.add("started"));
        sessions.bus.listen(TransactionEndpoints.SESSION_STOPPED, event -> heard.add("stopped"));
    }

    @AfterEach
    void close() {
        sessions.close();
    }

    @Test
    void ofAChargeFromItsRequestToItsEnd() {
        var before = sessions.ask(TransactionEndpoints.COUNT_SESSIONS, new CountSessions());
        var reports = new ChargerReports(sessions, charger, Protocol.FLEXICHARGE);
        var id = sessions.reserve(ANNA, charger).transactionID();
        sessions.start(ANNA, id);
        await().untilAsserted(() -> assertThat(heard).containsExactly("requested"));
        reports.start(null, 0L);
        assertThat(sessions.ask(TransactionEndpoints.COUNT_SESSIONS, new CountSessions()))
                .isEqualTo(new SessionCounts(before.open() + 1, before.suspect()));
        sessions.stop(ANNA, id);
        await().untilAsserted(() -> assertThat(heard).containsExactly("requested", "started", "stopping"));
        sessions.ask(TransactionEndpoints.CLOSE, new UserSessions.Close(ADMIN, id, null, null));
        await().untilAsserted(() -> assertThat(heard).containsExactly("requested", "started", "stopping", "stopped"));
        assertThat(sessions.ask(TransactionEndpoints.COUNT_SESSIONS, new CountSessions()))
                .isEqualTo(before);
    }

    @Test
    void ofOneThatIsGivenUpAndOneThatNobodyComesFor() {
        var id = sessions.reserve(ANNA, charger).transactionID();
        sessions.stop(ANNA, id);
        await().untilAsserted(() -> assertThat(heard).containsExactly("cancelled"));

        sessions.reserve(ANNA, charger);
        sessions.clock.advance(Duration.ofMinutes(5));
        Awaiting.done(sessions.services.expiry.sweep());
        await().untilAsserted(() -> assertThat(heard).containsExactly("cancelled", "expired"));
    }

    @Test
    void ofOneItsChargerRefuses() {
        var id = sessions.reserve(ANNA, charger).transactionID();
        sessions.chargers.start = asked -> FakeChargers.offline();
        sessions.refusal(TransactionEndpoints.START, new UserSessions.Start(ANNA, id));
        await().untilAsserted(() -> assertThat(heard).containsExactly("requested", "reserved"));
    }
}
