package com.flexicharge.transaction;

import static com.flexicharge.transaction.RunningSessions.ADMIN;
import static com.flexicharge.transaction.RunningSessions.ANNA;
import static org.assertj.core.api.Assertions.assertThat;

import com.flexicharge.shared.contract.PageRequest;
import com.flexicharge.shared.contract.Protocol;
import com.flexicharge.shared.contract.transaction.ChargerSessions.AsideReason;
import com.flexicharge.shared.contract.transaction.ChargerSessions.FindSession;
import com.flexicharge.shared.contract.transaction.ChargerSessions.PutAside;
import com.flexicharge.shared.contract.transaction.SuspectReason;
import com.flexicharge.shared.contract.transaction.Transaction;
import com.flexicharge.shared.contract.transaction.TransactionEndpoints;
import com.flexicharge.shared.contract.transaction.UserSessions.Close;
import com.flexicharge.shared.contract.transaction.UserSessions.Filter;
import com.flexicharge.shared.contract.transaction.UserSessions.Search;
import com.flexicharge.shared.contract.transaction.UserSessions.SearchUnmatched;
import com.flexicharge.shared.contract.transaction.UserSessions.Unmatched;
import com.flexicharge.testing.TestDatabase;
import com.flexicharge.testing.TestDatabaseExtension;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every way a message about money cannot be booked, or not quite believed, and where an operator finds it. */
@ExtendWith(TestDatabaseExtension.class)
class AsideTest {
    private static final long NOBODYS = 2_000_000_000L;
    private static int nextCharger = 310_000;

    private final RunningSessions sessions;
    private final ChargerReports strict;
    private final ChargerReports flexi;
    private final ChargerReports other;

    AsideTest(TestDatabase database) {
        this.sessions = RunningSessions.start(database);
        this.strict = new ChargerReports(sessions, nextCharger++, Protocol.OCPP_16);
        this.flexi = new ChargerReports(sessions, nextCharger++, Protocol.FLEXICHARGE);
        this.other = new ChargerReports(sessions, nextCharger++, Protocol.OCPP_16);
    }

    @BeforeEach
    void knowChargers() {
        Stream.of(strict, flexi, other)
                .forEach(charger -> sessions.registry.add(charger.connectorID(), charger.protocol()));
    }

    @AfterEach
    void close() {
        sessions.close();
    }

    /** @param happens sends what cannot be booked; returns the session that it may be about, 0 for none */
    private record Case(AsideReason reason, String kind, Function<AsideTest, Integer> happens) {}

    static Stream<Named<Case>> whatCannotBeBooked() {
        return Stream.of(
                stop("a number nobody issued", AsideReason.UNKNOWN_TRANSACTION, t -> t.strictStop(NOBODYS)),
                stop("−1 with nothing open", AsideReason.UNKNOWN_TRANSACTION, t -> t.strictStop(-1L)),
                stop("0 with nothing open", AsideReason.UNKNOWN_TRANSACTION, t -> t.strictStop(0L)),
                stop("a 64-bit number", AsideReason.UNKNOWN_TRANSACTION, t -> t.strictStop(9_007_199_254_740_993L)),
                stop("−1 with two sessions that fit", AsideReason.UNKNOWN_TRANSACTION, AsideTest::oneOfTwo),
                stop("0 with a meter below the start", AsideReason.UNKNOWN_TRANSACTION, t -> {
                    var id = t.strict.start("CARD1", 1000L).transactionID();
                    t.strict.stop(0L, "CARD1", 500L);
                    return id;
                }),
                stop("a row its user cancelled", AsideReason.UNKNOWN_TRANSACTION, t -> {
                    var id = t.reserved();
                    t.sessions.stop(ANNA, id);
                    return t.strictStop(id);
                }),
                stop("a row that ran out", AsideReason.UNKNOWN_TRANSACTION, t -> {
                    var id = t.reserved();
                    t.sessions.clock.advance(Duration.ofMinutes(6));
                    Awaiting.done(t.sessions.services.expiry.sweep());
                    return t.strictStop(id);
                }),
                stop("another charger's session", AsideReason.FOREIGN_TRANSACTION, t -> {
                    var id = t.other.start("CARD1", 0L).transactionID();
                    t.strictStop(id);
                    return id;
                }),
                stop("a second stop with other values", AsideReason.SECOND_STOP, t -> {
                    var id = t.strict.start("CARD1", 0L).transactionID();
                    t.strict.stop((long) id, "CARD1", 400L);
                    t.strictStop(id);
                    return id;
                }),
                stop("a stop after an operator's close", AsideReason.SECOND_STOP, t -> {
                    var id = t.strict.start("CARD1", 0L).transactionID();
                    t.sessions.ask(TransactionEndpoints.CLOSE, new Close(ADMIN, id, null, 400L));
                    t.strictStop(id);
                    return id;
                }),
                stop("FlexiCharge: a stop where nothing ever ran", AsideReason.NO_OPEN_SESSION, t -> {
                    t.flexi.stop(null, null, 500L);
                    return 0;
                }),
                stop("FlexiCharge: a second stop with other values", AsideReason.NO_OPEN_SESSION, t -> {
                    var id = t.flexi.start(null, 0L).transactionID();
                    t.flexi.stop(null, null, 400L);
                    t.flexi.stop(null, null, 500L);
                    return id;
                }),
                malformed("StartTransaction"),
                malformed("StopTransaction"),
                malformed("MeterValues"),
                readings("of a number nobody issued", AsideReason.UNKNOWN_TRANSACTION, t -> {
                    t.reads(t.strict, NOBODYS);
                    return 0;
                }),
                readings("of another charger's session", AsideReason.FOREIGN_TRANSACTION, t -> {
                    var id = t.other.start("CARD1", 0L).transactionID();
                    t.reads(t.strict, id);
                    return id;
                }));
    }

    @ParameterizedTest
    @MethodSource("whatCannotBeBooked")
    void isPutAsideOnceUnderItsReason(Case unbookable) {
        int candidate = unbookable.happens().apply(this);

        assertThat(aside(unbookable.reason())).singleElement().satisfies(kept -> {
            assertThat(kept.kind()).isEqualTo(unbookable.kind());
            assertThat(kept.reason()).isEqualTo(unbookable.reason().word());
            assertThat(kept.payload()).startsWith("{");
            assertThat(kept.candidateTransactionID()).isEqualTo(candidate == 0 ? null : candidate);
            assertThat(kept.resolvedAt()).isNull();
        });
        assertThat(Stream.of(AsideReason.values())
                        .filter(reason -> reason != unbookable.reason())
                        .flatMap(reason -> aside(reason).stream()))
                .isEmpty();
    }

    /** @param happens a whole session; returns its number */
    private record Odd(SuspectReason reason, Function<AsideTest, Integer> happens) {}

    static Stream<Named<Odd>> whatIsBookedWithADoubt() {
        return Stream.of(
                odd(
                        "a start in 1970",
                        SuspectReason.CLOCK,
                        t -> t.session("1970-01-01T00:00:00Z", "2026-11-22T10:00:00Z")),
                odd("a start in the far future", SuspectReason.CLOCK, t -> t.session("+999999999-12-31T23:59:59Z", "")),
                odd(
                        "a stop long ago",
                        SuspectReason.CLOCK,
                        t -> t.session("2026-11-22T09:00:00Z", "-999999999-01-01T00:00:00Z")),
                odd(
                        "a stop without a time that can be read",
                        SuspectReason.CLOCK,
                        t -> t.session("2026-11-22T09:00:00Z", "")),
                odd("a meter below its start", SuspectReason.METER, t -> t.session(1000L, 0, 200L)),
                odd("a meter below its last reading", SuspectReason.METER, t -> t.session(1000L, 800, 1500L)),
                odd("energy beyond belief", SuspectReason.METER, t -> t.session(0L, 800, 1_000_000_001L)),
                odd(
                        "a meter at the ends of 64 bits",
                        SuspectReason.METER,
                        t -> t.session(Long.MIN_VALUE, 0, Long.MAX_VALUE)));
    }

    @ParameterizedTest
    @MethodSource("whatIsBookedWithADoubt")
    void isBookedAndFoundByItsReason(Odd odd) {
        int id = odd.happens().apply(this);

        assertThat(suspects(strict, odd.reason())).singleElement().satisfies(session -> {
            assertThat(session.transactionID()).isEqualTo(id);
            assertThat(session.suspect()).isTrue();
            assertThat(session.suspectReason()).isEqualTo(odd.reason());
            assertThat(session.energyWh()).isBetween(0L, 800L);
        });
        assertThat(Stream.of(AsideReason.values()).flatMap(reason -> aside(reason).stream()))
                .isEmpty();
    }

    @Test
    void aUsualSessionAndTheClockOfAFlexiChargeChargerAreNoCauseForDoubt() {
        session("2026-11-22T10:00:00Z", "2026-11-22T10:00:00Z");
        flexi.start(null, 0L, "1970-01-01T00:00:00Z");
        flexi.stop(null, null, 500L, "1970-01-01T00:00:00Z", "Local");

        assertThat(Stream.of(SuspectReason.values())
                        .flatMap(reason ->
                                Stream.of(strict, flexi).flatMap(charger -> suspects(charger, reason).stream())))
                .isEmpty();
    }

    @Test
    void readingsWithoutTheirSessionArePutAsideOnceANumberHoweverManyCome() {
        reads(strict, NOBODYS);
        sessions.clock.advance(Duration.ofMinutes(1));
        reads(strict, NOBODYS);
        reads(strict, NOBODYS + 1);
        sessions.ask(TransactionEndpoints.FIND_SESSION, new FindSession(strict.connectorID(), 1, null));

        assertThat(aside(AsideReason.UNKNOWN_TRANSACTION))
                .extracting(Unmatched::payload)
                .containsExactly(
                        "{\"connectorId\":1,\"transactionId\":2000000000}",
                        "{\"connectorId\":1,\"transactionId\":2000000001}");
    }

    private static Named<Case> stop(String name, AsideReason reason, Function<AsideTest, Integer> happens) {
        return Named.of("StopTransaction: " + name, new Case(reason, "StopTransaction", happens));
    }

    private static Named<Case> readings(String name, AsideReason reason, Function<AsideTest, Integer> happens) {
        return Named.of("MeterValues: " + name, new Case(reason, "MeterValues", happens));
    }

    private static Named<Case> malformed(String kind) {
        return Named.of(kind + ": malformed", new Case(AsideReason.BAD_FORM, kind, t -> {
            var message = new PutAside(
                    t.strict.connectorID(),
                    kind,
                    AsideReason.BAD_FORM,
                    "{\"connectorId\":\"one\"}",
                    t.sessions.clock.instant());
            t.sessions.ask(TransactionEndpoints.PUT_ASIDE, message);
            t.sessions.ask(TransactionEndpoints.PUT_ASIDE, message);
            return 0;
        }));
    }

    private static Named<Odd> odd(String name, SuspectReason reason, Function<AsideTest, Integer> happens) {
        return Named.of(name, new Odd(reason, happens));
    }

    private int strictStop(long transactionID) {
        strict.stop(transactionID, "CARD1", 500L);
        strict.stop(transactionID, "CARD1", 500L);
        return 0;
    }

    private int oneOfTwo() {
        strict.start("CARD1", 0L);
        var second = sessions.ask(
                TransactionEndpoints.START_SESSION,
                strict.startOf(2, "CARD1", 0L, sessions.clock.instant().toString(), null));
        strict.stop(-1L, "CARD1", 500L);
        return second.transactionID();
    }

    private int reserved() {
        return sessions.reserve(ANNA, strict.connectorID()).transactionID();
    }

    private void reads(ChargerReports charger, long transactionID) {
        assertThat(sessions.ask(
                                TransactionEndpoints.FIND_SESSION,
                                new FindSession(charger.connectorID(), 1, transactionID))
                        .sessions())
                .isEmpty();
    }

    private int session(String startAt, String stopAt) {
        var id = strict.start("CARD1", 0L, startAt).transactionID();
        strict.stop((long) id, "CARD1", 500L, stopAt, "Local");
        return id;
    }

    private int session(long meterStart, long readWh, long meterStop) {
        var id = strict.start("CARD1", meterStart).transactionID();
        sessions.readings.put(id, readWh, 0, sessions.clock.instant());
        strict.stop((long) id, "CARD1", meterStop);
        return id;
    }

    private List<Unmatched> aside(AsideReason reason) {
        return Stream.of(strict, flexi)
                .flatMap(charger -> sessions
                        .ask(
                                TransactionEndpoints.SEARCH_UNMATCHED,
                                new SearchUnmatched(
                                        ADMIN, charger.connectorID(), reason, false, new PageRequest(100, false, null)))
                        .unmatched()
                        .stream())
                .toList();
    }

    private List<Transaction> suspects(ChargerReports charger, SuspectReason reason) {
        var filter = new Filter(
                null, charger.connectorID(), null, null, null, null, null, null, null, reason, null, null, null);
        return sessions.ask(TransactionEndpoints.SEARCH, new Search(ADMIN, filter, new PageRequest(100, false, null)))
                .transactions();
    }
}
