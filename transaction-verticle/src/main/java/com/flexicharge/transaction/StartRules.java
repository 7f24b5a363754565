package com.flexicharge.transaction;

import com.flexicharge.shared.contract.transaction.TransactionState;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Decides which row a start belongs to. Strict OCPP: by what the start says of itself (the key), then by tag or reservation, else a
 * row of its own. FlexiCharge: by connection, one connector a charger, because its ids and tags mean nothing.
 */
final class StartRules {
    private static final Duration HELD_UP = Duration.ofSeconds(5);

    private StartRules() {}

    /**
     * @param known of this charger: the row with this start's key, waiting and open ones, those whose request ran out or was given
     *              up lately, and for FlexiCharge the newest one that began and those that were heard of later and began at
     *              the same time
     * @param tag   what is known of the start's tag
     */
    static StartDecision decide(Arrival arrival, List<Session> known, Optional<Tag> tag) {
        return arrival.isFlexiCharge() ? onConnection(arrival, known) : byItsWords(arrival, known, tag);
    }

    private static StartDecision byItsWords(Arrival arrival, List<Session> known, Optional<Tag> tag) {
        var again = first(known, session -> hasKey(session, arrival));
        if (again.isPresent()) {
            return new StartDecision.Again(again.get());
        }
        var here = known.stream()
                .filter(session -> session.connector() == arrival.start().connector())
                .toList();
        var awaited = awaited(here, arrival, tag);
        var open = here.stream().filter(session -> session.state().isOpen()).toList();
        if (awaited.isPresent()) {
            return new StartDecision.Takes(awaited.get(), open);
        }
        var overtaken = open.stream().anyMatch(session -> beganAfter(session, arrival.startAt()));
        return new StartDecision.Fresh(userOf(tag), overtaken, overtaken ? List.of() : open);
    }

    private static StartDecision onConnection(Arrival arrival, List<Session> known) {
        var same = first(known, session -> hasKey(session, arrival) || isToldAgainSince(session, arrival));
        if (same.isPresent()) {
            return new StartDecision.Again(same.get());
        }
        if (newestBegun(known).filter(session -> isPast(arrival, session)).isPresent()) {
            return new StartDecision.Fresh(null, true, List.of());
        }
        var open = known.stream().filter(session -> session.state().isOpen()).toList();
        var asked = first(known, session -> session.state() == TransactionState.REQUESTED);
        if (asked.isPresent()) {
            return new StartDecision.Takes(asked.get(), open);
        }
        if (!open.isEmpty()) {
            return new StartDecision.Again(open.get(0));
        }
        var repeated = newestBegun(known).filter(session -> saysTheSame(session, arrival));
        if (repeated.isPresent()) {
            return new StartDecision.Again(repeated.get());
        }
        return newest(known.stream().filter(session -> isLate(session) && isNewerThan(session, newestBegun(known))))
                .<StartDecision>map(late -> new StartDecision.Takes(late, List.of()))
                .orElseGet(() -> new StartDecision.Fresh(null, false, List.of()));
    }

    /**
     * Waiting now, before what ran out or was given up lately. The latter only under the very tag the charger was asked to start
     * with: a person who gave up and then shows a card begins anew.
     */
    private static Optional<Session> awaited(List<Session> here, Arrival arrival, Optional<Tag> tag) {
        return first(here, session -> session.state().isWaiting() && isMeantBy(session, arrival, tag))
                .or(() -> newest(here.stream().filter(session -> isLate(session) && hasTagOf(session, arrival))));
    }

    /** Its tag, another tag of its user, or its reservation under a tag that is nobody else's (OCPP 1.6 §5.13: a group). */
    private static boolean isMeantBy(Session session, Arrival arrival, Optional<Tag> tag) {
        if (hasTagOf(session, arrival)) {
            return true;
        }
        var userID = userOf(tag);
        if (userID != null) {
            return userID.equals(session.userID());
        }
        return arrival.names(session.hold().reservationID());
    }

    private static boolean hasTagOf(Session session, Arrival arrival) {
        return session.idTag() != null && Tag.keyOf(session.idTag()).equals(arrival.tagKey());
    }

    private static boolean hasKey(Session session, Arrival arrival) {
        return session.begun()
                .map(Session.Begin::startKey)
                .filter(arrival.startKey()::equals)
                .isPresent();
    }

    private static boolean isLate(Session session) {
        return session.state() == TransactionState.EXPIRED || session.state() == TransactionState.CANCELLED;
    }

    /** Only by a clock that can be believed: one that stands still would make every session a repetition of the first. */
    private static boolean saysTheSame(Session session, Arrival arrival) {
        var start = arrival.start();
        return ChargerTime.of(start).isUsable()
                && session.begun()
                        .filter(begin -> begin.raw().equals(start.startRaw()))
                        .filter(begin -> start.meterStart() == null || begin.meterStart() == start.meterStart())
                        .isPresent();
    }

    /** A start that was held up on its way, and was told again by its charger meanwhile. */
    private static boolean isToldAgainSince(Session session, Arrival arrival) {
        return saysTheSame(session, arrival)
                && receivedAt(session).isAfter(arrival.start().receivedAt());
    }

    /** It was held up, its charger gave it up, and has begun another since. Clocks of different machines differ by less. */
    private static boolean isPast(Arrival arrival, Session newest) {
        return arrival.start().receivedAt().isBefore(receivedAt(newest).minus(HELD_UP));
    }

    private static Instant receivedAt(Session session) {
        return session.begun().map(Session.Begin::receivedAt).orElse(Instant.EPOCH);
    }

    /**
     * By the charger's clock and by ours: a clock that was set back since must not make the start of this moment one that came
     * late.
     */
    private static boolean beganAfter(Session session, Instant startAt) {
        return session.begun()
                .filter(begin ->
                        begin.at().isAfter(startAt) && begin.receivedAt().isAfter(startAt))
                .isPresent();
    }

    private static boolean isNewerThan(Session session, Optional<Session> other) {
        return other.map(before -> session.transactionID() > before.transactionID())
                .orElse(true);
    }

    private static Optional<Session> newestBegun(List<Session> known) {
        return newest(known.stream().filter(session -> session.begin() != null));
    }

    private static Optional<Session> newest(Stream<Session> sessions) {
        return sessions.max(Comparator.comparingInt(Session::transactionID));
    }

    private static Optional<Session> first(List<Session> sessions, Predicate<Session> that) {
        return sessions.stream().filter(that).findFirst();
    }

    private static @Nullable String userOf(Optional<Tag> tag) {
        return tag.map(Tag::userID).orElse(null);
    }
}
