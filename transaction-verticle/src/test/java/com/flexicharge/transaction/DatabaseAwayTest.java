package com.flexicharge.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import com.flexicharge.shared.contract.Protocol;
import com.flexicharge.shared.contract.transaction.TransactionEndpoints;
import com.flexicharge.testing.FaultyProxy;
import com.flexicharge.testing.MutableClock;
import com.flexicharge.testing.TestDatabase;
import com.flexicharge.testing.TestDatabaseExtension;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is acknowledged is stored; what cannot be stored is not acknowledged, and its repetition is. */
@ExtendWith(TestDatabaseExtension.class)
class DatabaseAwayTest {
    private static final int CONNECTOR_ID = 330_000;

    private final TestDatabase database;
    private final FaultyProxy proxy;
    private final RunningSessions sessions;
    private final ChargerReports charger;

    DatabaseAwayTest(TestDatabase database) {
        this.database = database;
        this.proxy = database.proxy();
        this.sessions = RunningSessions.start(database.through(proxy), MutableClock.at("2026-11-22T10:00:00Z"));
        this.charger = new ChargerReports(sessions, CONNECTOR_ID, Protocol.OCPP_16);
        sessions.registry.add(CONNECTOR_ID, Protocol.OCPP_16);
        database.execute("truncate transaction.transactions cascade");
    }

    @AfterEach
    void close() {
        proxy.heal();
        sessions.close();
        proxy.close();
    }

    @Test
    void aStartWhileItIsAwayIsNotAcknowledgedAndItsRepetitionIsOneRow() {
        var start = charger.startOf("CARD1", 0L, "2026-11-22T10:00:00Z");
        proxy.refuse();
        proxy.cut();

        assertThat(sessions.refusal(TransactionEndpoints.START_SESSION, start).code())
                .isEqualTo("dbError");
        assertThat(rows()).containsExactly("0");

        proxy.heal();
        var begun = sessions.ask(TransactionEndpoints.START_SESSION, start);
        assertThat(sessions.ask(TransactionEndpoints.START_SESSION, start)).isEqualTo(begun);
        assertThat(rows()).containsExactly("1");
    }

    @Test
    void aCommitWhoseAnswerIsLostIsFoundByTheRepetition() {
        var start = charger.startOf("CARD1", 0L, "2026-11-22T10:00:00Z");
        proxy.holdReplies();
        var first = sessions.bus.ask(TransactionEndpoints.START_SESSION, start);
        assertThat(Awaiting.refusal(first).code()).isEqualTo("dbError");
        proxy.heal();

        var begun = sessions.ask(TransactionEndpoints.START_SESSION, start);

        assertThat(sessions.ask(TransactionEndpoints.START_SESSION, start)).isEqualTo(begun);
        assertThat(rows()).containsExactly("1");
    }

    private List<String> rows() {
        return database.rows("select count(*) from transaction.transactions");
    }
}
