package com.flexicharge.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.flexicharge.shared.contract.Protocol;
import com.flexicharge.shared.contract.charger.Holds.HoldEnd;
import com.flexicharge.shared.contract.charger.ReservationEndpoints.UseReservation;
import com.flexicharge.shared.contract.transaction.ChargerSessions.SessionBegun;
import com.flexicharge.shared.contract.transaction.ChargerSessions.StartSession;
import com.flexicharge.shared.contract.transaction.ChargerSessions.StopSession;
import com.flexicharge.shared.contract.transaction.IdTagInfo;
import com.flexicharge.shared.contract.transaction.IdTagInfo.Status;
import com.flexicharge.shared.contract.transaction.TransactionEndpoints;
import com.flexicharge.shared.contract.transaction.TransactionState;
import com.flexicharge.testing.TestDatabase;
import com.flexicharge.testing.TestDatabaseExtension;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TestDatabaseExtension.class)
class StrictStartTest {
    private static int nextCharger = 200_000;

    private final TestDatabase database;
    private final RunningSessions sessions;
    private final ChargerReports charger;

    StrictStartTest(TestDatabase database) {
        this.database = database;
        this.sessions = RunningSessions.start(database);
        this.charger = new ChargerReports(sessions, nextCharger++, Protocol.OCPP_16);
    }

    @BeforeEach
    void knowChargerAndTag() {
        sessions.registry.add(charger.connectorID(), Protocol.OCPP_16);
        database.execute("""
                insert into transaction.id_tags (id_tag_key, id_tag, user_id, created_at, updated_at)
                values ('card1', 'CARD1', 'anna', now(), now()) on conflict do nothing""");
    }

    @AfterEach
    void close() {
        sessions.close();
    }

    @Test
    void anyTagStatusIsStoredAndOnlyTheAnswerDiffers() {
        var begun = charger.start("nobody", 100L);

        assertThat(begun.transactionID()).isGreaterThanOrEqualTo(10_000);
        assertThat(status(begun)).isEqualTo(Status.INVALID);
        assertThat(sessions.get(begun.transactionID()).state()).isEqualTo(TransactionState.ACTIVE);
        assertThat(database.rows("select count(*) from transaction.id_tags where id_tag_key = 'nobody'"))
                .containsExactly("0");
    }

    @Test
    void aKnownTagIsAcceptedAndItsUserSeesTheSession() {
        var begun = charger.start("cARd1", 100L);

        assertThat(status(begun)).isEqualTo(Status.ACCEPTED);
        var seen = sessions.get(begun.transactionID());
        assertThat(seen.userID()).isEqualTo("anna");
        assertThat(seen.idTag()).isEqualTo("cARd1");
        assertThat(seen.serialNumber()).isEqualTo("abc" + charger.connectorID());
        assertThat(seen.address()).isEqualTo("Gjuterigatan 5");
        assertThat(seen.pricePerKwhOre()).isEqualTo(250);
        assertThat(seen.startAt()).isEqualTo(sessions.clock.instant());
    }

    @Test
    void theSameStartAgainHasTheSameTransactionId() {
        var first = charger.start("CARD1", 100L, "2026-11-22T09:59:00Z");
        var again = charger.start("card1", 100L, "2026-11-22T09:59:00Z");

        assertThat(again.transactionID()).isEqualTo(first.transactionID());
        assertThat(rowsOfCharger()).containsExactly("active");
    }

    /** Its clock is two hours ahead; it was offline when the session began, and tells of it three hours later. */
    @Test
    void theTimesOfAWrongClockAreCorrectedAndKeptAsSent() {
        var now = sessions.clock.instant();
        var said = now.minus(Duration.ofHours(1));
        var ahead = Duration.ofHours(-2).toMillis();
        var begun = sessions.ask(
                TransactionEndpoints.START_SESSION,
                new StartSession(
                        charger.connectorID(),
                        1,
                        Protocol.OCPP_16,
                        "CARD1",
                        0L,
                        said,
                        said.toString(),
                        null,
                        now,
                        ahead));
        var ended = now.plus(Duration.ofHours(2)).minusSeconds(60);
        sessions.ask(
                TransactionEndpoints.STOP_SESSION,
                new StopSession(
                        charger.connectorID(),
                        Protocol.OCPP_16,
                        (long) begun.transactionID(),
                        "CARD1",
                        5000L,
                        false,
                        ended,
                        ended.toString(),
                        "Local",
                        "{}",
                        now,
                        ahead));

        var session = sessions.get(begun.transactionID());
        assertThat(session.startAt()).isEqualTo(now.minus(Duration.ofHours(3)));
        assertThat(session.endAt()).isEqualTo(now.minusSeconds(60));
        assertThat(session.suspect()).isFalse();
        assertThat(database.rows("select start_raw, stop_raw from transaction.transactions where transaction_id = "
                        + begun.transactionID()))
                .containsExactly(said + "|" + ended);
    }

    @Test
    void theSameStartAfterItsStopHasTheSameTransactionId() {
        var first = charger.start("CARD1", 100L, "2026-11-22T09:59:00Z");
        charger.stop((long) first.transactionID(), "CARD1", 5100L);

        var again = charger.start("CARD1", 100L, "2026-11-22T09:59:00Z");

        assertThat(again.transactionID()).isEqualTo(first.transactionID());
        assertThat(rowsOfCharger()).containsExactly("ended");
    }

    @Test
    void theSameStartFiftyTimesAtOnceOnTwoNodesIsOneRow() {
        try (var other = RunningSessions.start(database, sessions.clock)) {
            other.registry.add(charger.connectorID(), Protocol.OCPP_16);
            var start = charger.startOf("CARD1", 100L, "2026-11-22T09:59:00Z");
            var answers = new ArrayList<Future<SessionBegun>>();
            for (int i = 0; i < 25; i++) {
                answers.add(sessions.bus.ask(TransactionEndpoints.START_SESSION, start));
                answers.add(other.bus.ask(TransactionEndpoints.START_SESSION, start));
            }
            var ids = new HashSet<Integer>();
            answers.forEach(answer -> ids.add(Awaiting.result(answer).transactionID()));

            assertThat(ids).hasSize(1);
            assertThat(rowsOfCharger()).containsExactly("active");
        }
    }

    @Test
    void manyChargersAtOnceEachGetTheirOwnId() {
        var answers = new ArrayList<Future<SessionBegun>>();
        for (int i = 0; i < 300; i++) {
            int connectorID = 300_000 + i;
            sessions.registry.add(connectorID, Protocol.OCPP_16);
            var one = new ChargerReports(sessions, connectorID, Protocol.OCPP_16);
            answers.add(sessions.bus.ask(
                    TransactionEndpoints.START_SESSION, one.startOf("CARD1", 0L, "2026-11-22T10:00:00Z")));
        }
        var ids = new HashSet<Integer>();
        answers.forEach(answer -> ids.add(Awaiting.result(answer).transactionID()));

        assertThat(ids).hasSize(300);
    }

    @Test
    void aRequestedRowWithItsUsersTagBecomesActive() {
        var reserved = sessions.reserve(RunningSessions.ANNA, charger.connectorID());
        sessions.start(RunningSessions.ANNA, reserved.transactionID());

        var begun = charger.start(reserved.idTag(), 100L);

        assertThat(begun.transactionID()).isEqualTo(reserved.transactionID());
        assertThat(status(begun)).isEqualTo(Status.ACCEPTED);
        assertThat(rowsOfCharger()).containsExactly("active");
        await().untilAsserted(() -> assertThat(sessions.registry.holdsEnded)
                .anyMatch(ended ->
                        ended.end() == HoldEnd.USED && Objects.equals(ended.transactionID(), begun.transactionID())));
    }

    @Test
    void somebodyElsesTagLeavesTheRequestedRowWaiting() {
        var reserved = sessions.reserve(RunningSessions.BERT, charger.connectorID());
        sessions.start(RunningSessions.BERT, reserved.transactionID());

        var begun = charger.start("CARD1", 100L);

        assertThat(begun.transactionID()).isNotEqualTo(reserved.transactionID());
        assertThat(sessions.get(reserved.transactionID()).state()).isEqualTo(TransactionState.REQUESTED);
        assertThat(sessions.get(begun.transactionID()).userID()).isEqualTo("anna");
    }

    @Test
    void aReservationIsUsedAndLinkedWhateverTheTag() {
        var begun = startNaming("stranger", 4711L);

        assertThat(begun.transactionID()).isPositive();
        await().untilAsserted(() -> assertThat(sessions.registry.reservationsUsed)
                .containsExactly(new UseReservation(
                        charger.connectorID(), 4711, begun.transactionID(), sessions.clock.instant())));
        assertThat(sessions.registry.holdsEnded).isEmpty();
        assertThat(database.rows("select reservation_id is null from transaction.transactions where transaction_id = "
                        + begun.transactionID()))
                .containsExactly("t");
    }

    @Test
    void aReservationIsToldAgainWhenTheRegistryWasAwayAndWhenTheStartIsRepeated() {
        sessions.registry.usesToRefuse.set(1);
        var begun = startNaming("CARD1", -7L);
        var use = new UseReservation(charger.connectorID(), -7, begun.transactionID(), sessions.clock.instant());
        await().untilAsserted(
                        () -> assertThat(sessions.registry.reservationsUsed).containsExactly(use, use));

        startNaming("CARD1", -7L);

        await().untilAsserted(
                        () -> assertThat(sessions.registry.reservationsUsed).containsExactly(use, use, use));
    }

    @Test
    void aStartThatNamesItsOwnHoldUsesThatAndAsksForNoOther() {
        var reserved = sessions.reserve(RunningSessions.ANNA, charger.connectorID());
        sessions.start(RunningSessions.ANNA, reserved.transactionID());
        await().until(() -> !sessions.registry.holdsAsked.isEmpty());
        var reservationID =
                Long.valueOf(database.rows("select reservation_id from transaction.transactions where transaction_id = "
                                + reserved.transactionID())
                        .get(0));

        var begun = startNaming("stranger", reservationID);

        assertThat(begun.transactionID()).isEqualTo(reserved.transactionID());
        await().untilAsserted(() -> assertThat(sessions.registry.holdsEnded)
                .anyMatch(ended -> ended.reservationID() == reservationID
                        && ended.end() == HoldEnd.USED
                        && Objects.equals(ended.transactionID(), begun.transactionID())));
        assertThat(sessions.registry.reservationsUsed).isEmpty();
    }

    private SessionBegun startNaming(String idTag, long reservationID) {
        return sessions.ask(
                TransactionEndpoints.START_SESSION,
                charger.startOf(1, idTag, 100L, "2026-11-22T10:00:00Z", reservationID));
    }

    @Test
    void anotherStartOnTheConnectorSupersedesTheOlderWithItsLastReading() {
        var older = charger.start("CARD1", 1000L, "2026-11-22T09:00:00Z");
        sessions.readings.put(older.transactionID(), 7_350, 55, sessions.clock.instant());
        var stopped = sessions.told(TransactionEndpoints.SESSION_STOPPED);

        var newer = charger.start("CARD1", 9000L, "2026-11-22T09:30:00Z");

        var over = sessions.get(older.transactionID());
        assertThat(over.state()).isEqualTo(TransactionState.ENDED);
        assertThat(over.stopReason()).isEqualTo("Superseded");
        assertThat(over.estimated()).isTrue();
        assertThat(over.energyWh()).isEqualTo(7_350);
        assertThat(over.meterStop()).isEqualTo(8_350);
        assertThat(over.priceOre()).isEqualTo(1_838);
        assertThat(sessions.get(newer.transactionID()).state()).isEqualTo(TransactionState.ACTIVE);
        await().untilAsserted(() -> assertThat(stopped)
                .anyMatch(event -> event.transactionID() == older.transactionID()
                        && event.reason().equals("Superseded")));
    }

    @Test
    void aRealStopCorrectsTheSupersededSessionOnce() {
        var older = charger.start("CARD1", 1000L, "2026-11-22T09:00:00Z");
        charger.start("CARD1", 9000L, "2026-11-22T09:30:00Z");

        charger.stop((long) older.transactionID(), "CARD1", 6000L, "2026-11-22T09:20:00Z", "PowerLoss");

        var corrected = sessions.get(older.transactionID());
        assertThat(corrected.stopReason()).isEqualTo("PowerLoss");
        assertThat(corrected.energyWh()).isEqualTo(5000);
        assertThat(corrected.estimated()).isFalse();
        assertThat(database.rows(
                        "select actor, what from transaction.audit where transaction_id = " + older.transactionID()))
                .containsExactly("server|superseded", "charger|estimateReplaced");
    }

    @Test
    void aStartThatComesLateDoesNotEndTheSessionThatBeganAfterIt() {
        var running = charger.start("CARD1", 9000L, "2026-11-22T09:30:00Z");

        var late = charger.start("CARD1", 1000L, "2026-11-22T08:00:00Z");

        assertThat(sessions.get(running.transactionID()).state()).isEqualTo(TransactionState.ACTIVE);
        assertThat(sessions.get(late.transactionID()).stopReason()).isEqualTo("Superseded");
        charger.stop((long) late.transactionID(), "CARD1", 4000L, "2026-11-22T08:40:00Z", "Local");
        assertThat(sessions.get(late.transactionID()).energyWh()).isEqualTo(3000);
    }

    @Test
    void theRealEndOfASessionThatCameLateIsToldToWhoeverListens() {
        charger.start("CARD1", 9000L, "2026-11-22T09:30:00Z");
        var stopped = sessions.told(TransactionEndpoints.SESSION_STOPPED);

        var late = charger.start("CARD1", 1000L, "2026-11-22T08:00:00Z");
        charger.stop((long) late.transactionID(), "CARD1", 4000L, "2026-11-22T08:40:00Z", "Local");

        await().untilAsserted(() -> assertThat(stopped).singleElement().satisfies(event -> {
            assertThat(event.transactionID()).isEqualTo(late.transactionID());
            assertThat(event.energyWh()).isEqualTo(3000);
        }));
    }

    @Test
    void aStartOfThisMomentIsRunningThoughTheClockWasSetBack() {
        var withFastClock = charger.start("CARD1", 1000L, "2026-11-22T10:04:00Z");
        sessions.clock.advance(Duration.ofMinutes(2));

        var now = charger.start("CARD1", 9000L, "2026-11-22T10:02:00Z");

        assertThat(sessions.get(now.transactionID()).state()).isEqualTo(TransactionState.ACTIVE);
        assertThat(sessions.get(withFastClock.transactionID()).stopReason()).isEqualTo("Superseded");
    }

    @Test
    void aSupersededSessionLastedUntilTheNextBeganHoweverLateTheyAreHandedIn() {
        var older = charger.start("CARD1", 1000L, "2026-11-22T08:00:00Z");

        charger.start("CARD1", 9000L, "2026-11-22T08:30:00Z");

        assertThat(sessions.get(older.transactionID()).endAt()).isEqualTo("2026-11-22T08:30:00Z");
    }

    @Test
    void whoGaveUpInTheAppAndThenUsesACardIsNotStopped() {
        var reserved = sessions.reserve(RunningSessions.ANNA, charger.connectorID());
        sessions.start(RunningSessions.ANNA, reserved.transactionID());
        sessions.stop(RunningSessions.ANNA, reserved.transactionID());

        var begun = charger.start("CARD1", 100L);

        assertThat(begun.transactionID()).isNotEqualTo(reserved.transactionID());
        assertThat(database.rows("select user_id, stop_wanted_at from transaction.transactions where transaction_id = "
                        + begun.transactionID()))
                .containsExactly("anna|");
    }

    @Test
    void aTimeOfAnyLengthIsStoredAndItsRepetitionFound() {
        var fraction = new StringBuilder();
        new Random(1).ints(20_000, 0, 10).forEach(fraction::append);
        var start = new StartSession(
                charger.connectorID(),
                1,
                Protocol.OCPP_16,
                "CARD1",
                100L,
                Instant.parse("2026-11-22T10:00:00Z"),
                "2026-11-22T10:00:00." + fraction + "Z",
                null,
                sessions.clock.instant(),
                null);

        var begun = sessions.ask(TransactionEndpoints.START_SESSION, start);

        assertThat(sessions.ask(TransactionEndpoints.START_SESSION, start)).isEqualTo(begun);
    }

    @Test
    void aTagThatIsNoProperTextIsStoredAndItsRepetitionFound() {
        var begun = charger.start("half a sign \ud83d", 100L);

        var again = charger.start("half a sign \ud83d", 100L);

        assertThat(again.transactionID()).isEqualTo(begun.transactionID());
        assertThat(rowsOfCharger()).containsExactly("active");
    }

    @Test
    void connectorZeroAndNeverSeenConnectorsAreStored() {
        for (int connector : new int[] {0, 7, 70_000}) {
            var begun = sessions.ask(
                    TransactionEndpoints.START_SESSION,
                    charger.startOf(connector, "CARD1", 0L, "2026-11-22T10:00:00Z", null));
            assertThat(sessions.get(begun.transactionID()).connector()).isEqualTo(connector);
        }
    }

    @Test
    void anHoursOldOfflineStartKeepsItsTime() {
        var begun = charger.start("CARD1", 0L, "2026-11-21T03:00:00Z");

        assertThat(sessions.get(begun.transactionID()).startAt()).isEqualTo("2026-11-21T03:00:00Z");
    }

    @Test
    void withAnAbsurdClockTheReceiptCountsAndTheRawTimeIsKept() {
        var begun = charger.start("CARD1", 0L, "1970-01-01T00:00:10Z");

        assertThat(sessions.get(begun.transactionID()).startAt()).isEqualTo("2026-11-22T10:00:00Z");
        assertThat(database.rows("select start_raw from transaction.transactions where transaction_id = "
                        + begun.transactionID()))
                .containsExactly("1970-01-01T00:00:10Z");
    }

    @Test
    void withoutTheRegistryAStartIsStoredWithWhatItsLastRowSays() {
        var first = charger.start("CARD1", 0L);
        charger.stop((long) first.transactionID(), "CARD1", 10L);
        sessions.registry.away = true;

        var second = charger.start("CARD1", 10L, "2026-11-22T10:00:05Z");

        assertThat(sessions.get(second.transactionID()).address()).isEqualTo("Gjuterigatan 5");
    }

    @Test
    void textsThatTheDatabaseCannotHoldDoNotHinderTheStart() {
        var begun = charger.start("CARD1", 0L, "");
        var odd = sessions.ask(
                TransactionEndpoints.START_SESSION,
                charger.startOf(2, "a\0b", Long.MIN_VALUE, "2026-11-22T10:00:00Z", Long.MAX_VALUE));

        assertThat(odd.transactionID()).isNotEqualTo(begun.transactionID());
    }

    @Test
    void whoeverListensIsToldThatASessionBegan() {
        var started = sessions.told(TransactionEndpoints.SESSION_STARTED);

        var begun = charger.start("CARD1", 250L);

        await().untilAsserted(() -> assertThat(started).singleElement().satisfies(event -> {
            assertThat(event.session().transactionID()).isEqualTo(begun.transactionID());
            assertThat(event.session().userID()).isEqualTo("anna");
            assertThat(event.session().meterStart()).isEqualTo(250);
            assertThat(event.session().pricePerKwhOre()).isEqualTo(250);
            assertThat(event.session().open()).isTrue();
        }));
    }

    private List<String> rowsOfCharger() {
        return database.rows(
                "select state from transaction.transactions where connector_id = " + charger.connectorID());
    }

    private static Status status(SessionBegun begun) {
        IdTagInfo info = Objects.requireNonNull(begun.idTagInfo());
        return info.status();
    }
}
