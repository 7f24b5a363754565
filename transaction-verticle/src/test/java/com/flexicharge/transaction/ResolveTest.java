package com.flexicharge.transaction;

import static com.flexicharge.transaction.RunningSessions.ADMIN;
import static com.flexicharge.transaction.RunningSessions.ANNA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.flexicharge.shared.contract.Caller;
import com.flexicharge.shared.contract.PageRequest;
import com.flexicharge.shared.contract.Protocol;
import com.flexicharge.shared.contract.Refusal;
import com.flexicharge.shared.contract.Role;
import com.flexicharge.shared.contract.transaction.ChargerSessions.AsideReason;
import com.flexicharge.shared.contract.transaction.ChargerSessions.PutAside;
import com.flexicharge.shared.contract.transaction.TransactionEndpoints;
import com.flexicharge.shared.contract.transaction.TransactionState;
import com.flexicharge.shared.contract.transaction.UserSessions.Close;
import com.flexicharge.shared.contract.transaction.UserSessions.ResolveUnmatched;
import com.flexicharge.shared.contract.transaction.UserSessions.SearchUnmatched;
import com.flexicharge.shared.contract.transaction.UserSessions.Unmatched;
import com.flexicharge.testing.TestDatabase;
import com.flexicharge.testing.TestDatabaseExtension;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What operators make of messages that could not be booked. */
@ExtendWith(TestDatabaseExtension.class)
class ResolveTest {
    private static final Caller COLLEAGUE = new Caller("colleague", Role.ADMIN);
    private static int nextCharger = 330_000;

    private final TestDatabase database;
    private final RunningSessions sessions;
    private final ChargerReports charger;

    ResolveTest(TestDatabase database) {
        this.database = database;
        this.sessions = RunningSessions.start(database);
        this.charger = new ChargerReports(sessions, nextCharger++, Protocol.OCPP_16);
    }

    @BeforeEach
    void knowCharger() {
        sessions.registry.add(charger.connectorID(), Protocol.OCPP_16);
    }

    @AfterEach
    void close() {
        sessions.close();
    }

    @Test
    void aStopThatFittedNoneEndsTheRunningSessionItIsBookedTo() {
        var id = charger.start("CARD1", 1000L).transactionID();
        charger.stop(77_777_777L, "CARD9", 3000L, "2026-11-22T10:00:00Z", "EVDisconnected");
        var stopped = sessions.told(TransactionEndpoints.SESSION_STOPPED);

        var resolved = book(only(), id, null, "driver called");

        assertThat(resolved.resolution()).isEqualTo("transaction " + id + ": driver called");
        assertThat(resolved.resolvedBy()).isEqualTo("boss");
        var ended = sessions.get(id);
        assertThat(ended.state()).isEqualTo(TransactionState.ENDED);
        assertThat(ended.stopReason()).isEqualTo("EVDisconnected");
        assertThat(ended.energyWh()).isEqualTo(2000);
        assertThat(ended.priceOre()).isEqualTo(500);
        assertThat(trail(id))
                .containsExactly(
                        "boss|unmatchedBooked|active|0|ended|2000|unmatched " + resolved.id() + ": driver called");
        await().untilAsserted(() -> assertThat(stopped)
                .singleElement()
                .satisfies(event -> assertThat(event.priceOre()).isEqualTo(500)));
    }

    @Test
    void itReplacesTheChargersOwnEarlierStopWhoseRepetitionIsStillKnown() {
        var id = charger.start("CARD1", 0L).transactionID();
        charger.stop((long) id, "CARD1", 900L, "2026-11-22T10:00:00Z", "Local");
        charger.stop((long) id, "CARD1", 1900L, "2026-11-22T10:00:00Z", "Local");
        var corrected = sessions.told(TransactionEndpoints.SESSION_STOPPED);

        book(only(), id, null, null);

        assertThat(sessions.get(id).energyWh()).isEqualTo(1900);
        await().untilAsserted(() -> assertThat(corrected)
                .singleElement()
                .satisfies(event -> assertThat(event.energyWh()).isEqualTo(1900)));
        assertThat(charger.stop((long) id, "CARD1", 900L, "2026-11-22T10:00:00Z", "Local")
                        .transactionID())
                .isEqualTo(id);
        charger.stop((long) id, "CARD1", 1900L, "2026-11-22T10:00:00Z", "Local");
        assertThat(waiting()).isEmpty();
        assertThat(sessions.get(id).energyWh()).isEqualTo(1900);
    }

    @Test
    void itReplacesAGuessAndTheRealStopThatFollowsIsPutAside() {
        var id = charger.start("CARD1", 0L).transactionID();
        charger.stop(77_777_777L, "CARD9", 700L);
        sessions.clock.advance(Duration.ofMinutes(1));
        charger.start("CARD2", 800L);
        assertThat(sessions.get(id).stopReason()).isEqualTo("Superseded");

        book(only(), id, null, null);
        charger.stop((long) id, "CARD1", 750L);

        assertThat(sessions.get(id).energyWh()).isEqualTo(700);
        assertThat(sessions.get(id).estimated()).isFalse();
        assertThat(waiting()).extracting(Unmatched::reason).containsExactly("secondStop");
    }

    @Test
    void withoutAMeterValueTheLastReadingCounts() {
        var id = charger.start("CARD1", 1000L).transactionID();
        sessions.readings.put(id, 800, 40, sessions.clock.instant());
        charger.stop(77_777_777L, "CARD9", null);

        book(only(), id, null, null);

        assertThat(sessions.get(id).energyWh()).isEqualTo(800);
        assertThat(sessions.get(id).estimated()).isTrue();
    }

    @Test
    void aMeterValueBelowTheStartIsBookedAsSentAndTheLastReadingCounts() {
        var id = charger.start("CARD1", 1000L).transactionID();
        sessions.readings.put(id, 800, 40, sessions.clock.instant());
        charger.stop(77_777_777L, "CARD9", 200L);

        book(only(), id, null, null);

        assertThat(sessions.get(id).meterStop()).isEqualTo(200);
        assertThat(sessions.get(id).energyWh()).isEqualTo(800);
        assertThat(sessions.get(id).suspect()).isTrue();
    }

    @Test
    void theOperatorMaySayWhatTheMeterShowed() {
        var id = charger.start("CARD1", 1000L).transactionID();
        charger.stop(77_777_777L, "CARD9", 200L);
        var aside = only();

        assertThat(refused(aside, id, 999L)).isEqualTo("INVALID invalidMeterValue");
        assertThat(sessions.get(id).state()).isEqualTo(TransactionState.ACTIVE);
        book(aside, id, 1500L, null);

        assertThat(sessions.get(id).energyWh()).isEqualTo(500);
        assertThat(sessions.get(id).suspect()).isFalse();
    }

    @Test
    void aMalformedStopEndsARunningSessionWithWhatTheOperatorReadsInIt() {
        var id = charger.start("CARD1", 1000L).transactionID();
        malformed("StopTransaction", "{\"transactionId\":1,\"meterStop\":\"2 kWh\"}");

        book(only(), id, 3000L, null);

        var ended = sessions.get(id);
        assertThat(ended.state()).isEqualTo(TransactionState.ENDED);
        assertThat(ended.stopReason()).isEqualTo("Closed");
        assertThat(ended.energyWh()).isEqualTo(2000);
        assertThat(ended.estimated()).isFalse();
    }

    @Test
    void aMalformedStopOfASessionThatIsOverOnlyCorrectsItsMeter() {
        var id = charger.start("CARD1", 1000L).transactionID();
        charger.stop((long) id, "CARD1", 2000L, "2026-11-22T10:00:00Z", "EVDisconnected");
        sessions.clock.advance(Duration.ofHours(1));
        malformed("StopTransaction", "{\"transactionId\":1,\"meterStop\":\"2 kWh\"}");
        malformed("StopTransaction", "{\"transactionId\":1}");
        var asides = waiting();

        book(asides.get(0), id, 3000L, null);
        book(asides.get(1), id, null, null);

        var ended = sessions.get(id);
        assertThat(ended.energyWh()).isEqualTo(2000);
        assertThat(ended.stopReason()).isEqualTo("EVDisconnected");
        assertThat(ended.endAt()).isEqualTo("2026-11-22T10:00:00Z");
        assertThat(trail(id))
                .containsExactly(
                        "boss|unmatchedBooked|ended|1000|ended|2000|unmatched "
                                + asides.get(0).id(),
                        "boss|unmatchedAttached|ended|2000|ended|2000|unmatched "
                                + asides.get(1).id());
    }

    @Test
    void startsAndReadingsAreNotedAndChangeNothing() {
        var id = charger.start("CARD1", 1000L).transactionID();
        malformed("StartTransaction", "{\"connectorId\":\"one\"}");
        malformed("MeterValues", "{\"connectorId\":\"one\"}");
        var before = sessions.get(id);
        var asides = waiting();

        assertThat(refused(asides.get(1), id, 3000L)).isEqualTo("INVALID invalidMeterValue");
        asides.forEach(aside -> book(aside, id, null, null));

        assertThat(sessions.get(id)).isEqualTo(before);
        assertThat(trail(id))
                .hasSize(2)
                .allMatch(entry -> entry.startsWith("boss|unmatchedAttached|active|0|active|0|"));
        assertThat(waiting()).isEmpty();
    }

    @Test
    void aStartMayBelongToARowThatNeverBeganButAStopMayNot() {
        var id = sessions.reserve(ANNA, charger.connectorID()).transactionID();
        malformed("StartTransaction", "{\"connectorId\":\"one\"}");
        charger.stop(77_777_777L, "CARD9", 200L);
        var asides = waiting();

        assertThat(refused(asides.get(1), id, null)).isEqualTo("CONFLICT conflict");
        book(asides.get(0), id, null, null);

        assertThat(sessions.get(id).state()).isEqualTo(TransactionState.RESERVED);
        assertThat(waiting()).hasSize(1);
    }

    @Test
    void ofTwoOperatorsAtOnceOneWins() {
        var first = charger.start("CARD1", 0L).transactionID();
        charger.stop(77_777_777L, "CARD9", 700L);
        var aside = only();

        var answers = IntStream.range(0, 8)
                .mapToObj(i -> sessions.bus.ask(
                        TransactionEndpoints.RESOLVE_UNMATCHED,
                        i % 2 == 0
                                ? new ResolveUnmatched(ADMIN, aside.id(), first, null, null)
                                : new ResolveUnmatched(COLLEAGUE, aside.id(), null, null, "test drive")))
                .map(answer -> answer.map(Unmatched::resolvedBy)
                        .recover(failure -> Future.succeededFuture(((Refusal) failure).code())))
                .toList();
        var told = answers.stream().map(Awaiting::result).toList();

        var winner = kept(aside).resolvedBy();
        assertThat(told).filteredOn("alreadyResolved"::equals).hasSize(7);
        assertThat(told).filteredOn(answer -> answer.equals(winner)).hasSize(1);
        assertThat(trail(first)).hasSize("boss".equals(winner) ? 1 : 0);
    }

    /** Whoever comes first: the operator's word stays, and the charger's own is in the session or among what waits. */
    @Test
    void anOperatorAndTheChargersRealStopAtOnceLoseNeither() {
        for (int round = 0; round < 10; round++) {
            var id = charger.start("CARD1", 0L, "2026-11-22T09:0" + round + ":00Z")
                    .transactionID();
            charger.stop(77_777_770L + round, "CARD9", 700L);
            var aside = only();

            var booked = sessions.bus.ask(
                    TransactionEndpoints.RESOLVE_UNMATCHED, new ResolveUnmatched(ADMIN, aside.id(), id, null, null));
            charger.stop((long) id, "CARD1", 900L);
            Awaiting.result(booked);

            assertThat(sessions.get(id).energyWh()).isEqualTo(700);
            var trail = trail(id);
            var own = waiting();
            assertThat(trail).hasSize(1);
            assertThat(trail.get(0).startsWith("boss|unmatchedBooked|ended|900|") ? 1 : own.size())
                    .as("the stop of 900 Wh in %s or %s", trail, own)
                    .isOne();
            own.forEach(waits -> discard(waits));
        }
    }

    @Test
    void anOperatorWhoClosesAWaitingRowIsInItsTrail() {
        var id = sessions.reserve(ANNA, charger.connectorID()).transactionID();

        sessions.ask(TransactionEndpoints.CLOSE, new Close(ADMIN, id, "works on the cable", null));

        assertThat(trail(id)).containsExactly("boss|closed|reserved|0|cancelled|0|works on the cable");
    }

    @Test
    void anEndThatIsGuessedIsInTheTrail() {
        var flexi = new ChargerReports(sessions, nextCharger++, Protocol.FLEXICHARGE);
        sessions.registry.add(flexi.connectorID(), Protocol.FLEXICHARGE);
        var id = flexi.start(null, 0L).transactionID();
        sessions.clock.advance(Duration.ofSeconds(121));
        Awaiting.done(sessions.services.doubts.sweepStale());
        flexi.stop(null, null, 450L, "2026-11-22T10:02:00Z", "Remote");

        assertThat(trail(id))
                .containsExactly(
                        "server|ended|active|0|ended|0|null", "charger|estimateReplaced|ended|0|ended|450|null");
    }

    private void malformed(String kind, String payload) {
        sessions.ask(
                TransactionEndpoints.PUT_ASIDE,
                new PutAside(charger.connectorID(), kind, AsideReason.BAD_FORM, payload, sessions.clock.instant()));
    }

    private Unmatched book(Unmatched aside, int transactionID, @Nullable Long meterStop, @Nullable String note) {
        return sessions.ask(
                TransactionEndpoints.RESOLVE_UNMATCHED,
                new ResolveUnmatched(ADMIN, aside.id(), transactionID, meterStop, note));
    }

    private void discard(Unmatched aside) {
        sessions.ask(TransactionEndpoints.RESOLVE_UNMATCHED, new ResolveUnmatched(ADMIN, aside.id(), null, null, null));
    }

    private String refused(Unmatched aside, int transactionID, @Nullable Long meterStop) {
        var refusal = sessions.refusal(
                TransactionEndpoints.RESOLVE_UNMATCHED,
                new ResolveUnmatched(ADMIN, aside.id(), transactionID, meterStop, null));
        return refusal.reason() + " " + refusal.code();
    }

    private Unmatched only() {
        var waiting = waiting();
        assertThat(waiting).hasSize(1);
        return waiting.get(0);
    }

    private List<Unmatched> waiting() {
        return unmatched(false);
    }

    private Unmatched kept(Unmatched aside) {
        return unmatched(true).stream()
                .filter(resolved -> resolved.id() == aside.id())
                .findFirst()
                .orElseThrow();
    }

    private List<Unmatched> unmatched(boolean resolved) {
        return sessions.ask(
                        TransactionEndpoints.SEARCH_UNMATCHED,
                        new SearchUnmatched(
                                ADMIN, charger.connectorID(), null, resolved, new PageRequest(100, false, null)))
                .unmatched();
    }

    private List<String> trail(int transactionID) {
        return database
                .rows(
                        "select actor, what, before ->> 'state', before ->> 'energyWh', after ->> 'state', after ->> 'energyWh',"
                                + " coalesce(after ->> 'note', 'null') from transaction.audit where transaction_id = "
                                + transactionID + " order by id")
                .stream()
                .toList();
    }
}
