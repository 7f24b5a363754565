package com.flexicharge.transaction;

import static com.flexicharge.transaction.RunningSessions.ANNA;
import static com.flexicharge.transaction.RunningSessions.BERT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.flexicharge.shared.contract.Protocol;
import com.flexicharge.shared.contract.charger.Holds.HoldEnd;
import com.flexicharge.shared.contract.transaction.ChargerSessions.StopSession;
import com.flexicharge.shared.contract.transaction.TransactionEndpoints;
import com.flexicharge.shared.contract.transaction.TransactionState;
import com.flexicharge.shared.contract.transaction.UserSessions.Stop;
import com.flexicharge.testing.TestDatabase;
import com.flexicharge.testing.TestDatabaseExtension;
import io.vertx.core.Future;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TestDatabaseExtension.class)
class StopTest {
    private static int nextCharger = 250_000;

    private final TestDatabase database;
    private final RunningSessions sessions;
    private final ChargerReports charger;

    StopTest(TestDatabase database) {
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
    void theChargerAcceptsAndItsStopArrivesInTime() {
        var id = active();
        sessions.chargers.stop = asked -> {
            ends(2000);
            return Future.succeededFuture(FakeChargers.ACCEPTED);
        };

        var stopped = sessions.stop(ANNA, id);

        assertThat(stopped.state()).isEqualTo(TransactionState.ENDED);
        assertThat(stopped.startAt()).isNotNull();
        assertThat(stopped.endAt()).isNotNull();
        assertThat(stopped.energyWh()).isEqualTo(2000);
        assertThat(stopped.priceOre()).isEqualTo(500);
    }

    @Test
    void acceptedButTheStopIsNotThereYet() {
        var id = active();

        var stopping = sessions.stop(ANNA, id);
        assertThat(stopping.state()).isEqualTo(TransactionState.STOPPING);
        assertThat(stopping.endAt()).isNull();

        assertThat(sessions.stop(ANNA, id).state()).isEqualTo(TransactionState.STOPPING);
        assertThat(sessions.chargers.stopsAsked).hasSize(1);
        charger.stop(null, null, 2000L);
        assertThat(sessions.stop(ANNA, id).state()).isEqualTo(TransactionState.ENDED);
    }

    @Test
    void aReservedOneIsCancelledAndItsHoldIsFree() {
        var reserved = sessions.reserve(ANNA, charger.connectorID());

        var cancelled = sessions.stop(ANNA, reserved.transactionID());

        assertThat(cancelled.state()).isEqualTo(TransactionState.CANCELLED);
        assertThat(cancelled.endAt()).isEqualTo(sessions.clock.instant());
        assertThat(cancelled.priceOre()).isZero();
        assertThat(sessions.chargers.stopsAsked).isEmpty();
        await().untilAsserted(() -> assertThat(sessions.registry.holdsEnded)
                .singleElement()
                .satisfies(ended -> assertThat(ended.end()).isEqualTo(HoldEnd.CANCELLED)));
    }

    @Test
    void aHoldThatIsPlacedTheMomentItIsGivenUpIsFreeToo() throws SQLException {
        var reserved = sessions.reserve(ANNA, charger.connectorID());
        try (var placing = DriverManager.getConnection(database.jdbcUrl());
                var statement = placing.createStatement()) {
            database.execute("update transaction.transactions set reservation_id = null where transaction_id = "
                    + reserved.transactionID());
            placing.setAutoCommit(false);
            statement.execute("update transaction.transactions set reservation_id = 4711 where transaction_id = "
                    + reserved.transactionID());
            var stop = sessions.bus.ask(TransactionEndpoints.STOP, new Stop(ANNA, reserved.transactionID()));
            await().until(() -> database.rows("select count(*) from pg_stat_activity where datname = current_database()"
                            + " and wait_event_type = 'Lock'")
                    .contains("1"));
            placing.commit();
            assertThat(Awaiting.result(stop).state()).isEqualTo(TransactionState.CANCELLED);
        }

        await().untilAsserted(() -> assertThat(sessions.registry.holdsEnded)
                .singleElement()
                .satisfies(ended -> assertThat(ended.reservationID()).isEqualTo(4711)));
    }

    @Test
    void aRequestedOneIsCancelledToo() {
        var reserved = sessions.reserve(ANNA, charger.connectorID());
        sessions.start(ANNA, reserved.transactionID());

        assertThat(sessions.stop(ANNA, reserved.transactionID()).state()).isEqualTo(TransactionState.CANCELLED);
    }

    @Test
    void whatIsOverIsAnsweredAsItIs() {
        var id = active();
        charger.stop(null, null, 2000L);

        assertThat(sessions.stop(ANNA, id).stopReason()).isEqualTo("Local");
        assertThat(sessions.chargers.stopsAsked).isEmpty();
    }

    @Test
    void offlineAndSilenceKeepItOpenForARealStop() {
        var id = active();
        sessions.chargers.stop = asked -> FakeChargers.offline();
        assertThat(refused(id)).isEqualTo("OFFLINE couldNotStopTransaction");
        sessions.chargers.stop = asked -> FakeChargers.silent();
        assertThat(refused(id)).isEqualTo("TIMED_OUT couldNotStopTransaction");

        assertThat(sessions.get(id).state()).isEqualTo(TransactionState.ACTIVE);
    }

    @Test
    void rejectedByAYoungSessionsChargerItStaysOpen() {
        var id = active();
        sessions.chargers.stop = asked -> Future.succeededFuture(FakeChargers.REJECTED);

        assertThat(refused(id)).isEqualTo("REJECTED couldNotStopTransaction");
        assertThat(sessions.get(id).state()).isEqualTo(TransactionState.ACTIVE);
    }

    @Test
    void rejectedAfterAMinuteWithoutAReadingNothingCharges() {
        var id = active();
        sessions.clock.advance(Duration.ofSeconds(61));
        sessions.chargers.stop = asked -> Future.succeededFuture(FakeChargers.REJECTED);

        var ended = sessions.stop(ANNA, id);

        assertThat(ended.state()).isEqualTo(TransactionState.ENDED);
        assertThat(ended.stopReason()).isEqualTo("NotCharging");
        assertThat(ended.estimated()).isTrue();
    }

    @Test
    void rejectedWithAReadingOfTheLastMinuteItStaysOpen() {
        var id = active();
        sessions.clock.advance(Duration.ofSeconds(90));
        sessions.readings.put(id, 100, 10, sessions.clock.instant().minusSeconds(59));
        sessions.chargers.stop = asked -> Future.succeededFuture(FakeChargers.REJECTED);

        assertThat(refused(id)).isEqualTo("REJECTED couldNotStopTransaction");
    }

    @Test
    void rejectedWhileNobodyKnowsTheReadingsItStaysOpen() {
        var id = active();
        sessions.clock.advance(Duration.ofSeconds(90));
        sessions.readings.away = true;
        sessions.chargers.stop = asked -> Future.succeededFuture(FakeChargers.REJECTED);

        assertThat(refused(id)).isEqualTo("REJECTED couldNotStopTransaction");
    }

    @Test
    void nobodyStopsWhatBelongsToSomebodyElse() {
        var id = active();

        var refusal = sessions.refusal(TransactionEndpoints.STOP, new Stop(BERT, id));

        assertThat(refusal.code()).isEqualTo("notOwner");
    }

    @Test
    void theNumber9999MeansMineOpenOrLatest() {
        database.execute("truncate transaction.transactions cascade");
        var id = active();
        assertThat(sessions.stop(ANNA, 9999).transactionID()).isEqualTo(id);
        charger.stop(null, null, 10L);
        assertThat(sessions.stop(ANNA, 9999).state()).isEqualTo(TransactionState.ENDED);
    }

    private int active() {
        var id = sessions.reserve(ANNA, charger.connectorID()).transactionID();
        sessions.chargers.start = asked -> sessions.bus
                .ask(
                        TransactionEndpoints.START_SESSION,
                        charger.startOf(null, 0L, sessions.clock.instant().toString()))
                .map(FakeChargers.ACCEPTED);
        assertThat(sessions.start(ANNA, id).state()).isEqualTo(TransactionState.ACTIVE);
        return id;
    }

    private void ends(long meterStop) {
        var now = sessions.clock.instant();
        sessions.bus.ask(
                TransactionEndpoints.STOP_SESSION,
                new StopSession(
                        charger.connectorID(),
                        Protocol.FLEXICHARGE,
                        null,
                        null,
                        meterStop,
                        false,
                        now,
                        now.toString(),
                        "Remote",
                        "{}",
                        now,
                        null));
    }

    private String refused(int transactionID) {
        var refusal = sessions.refusal(TransactionEndpoints.STOP, new Stop(ANNA, transactionID));
        return refusal.reason() + " " + refusal.code();
    }
}
