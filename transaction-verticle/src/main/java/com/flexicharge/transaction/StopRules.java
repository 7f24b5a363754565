package com.flexicharge.transaction;

import com.flexicharge.shared.contract.transaction.ChargerSessions.AsideReason;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Decides which row a stop ends. Strict OCPP: the one it names. FlexiCharge: the open one of the connection. */
final class StopRules {
    static final String WITHOUT_ID = "stopWithoutId";
    static final String ESTIMATE_REPLACED = "estimateReplaced";

    private StopRules() {}

    /**
     * @param known the row the stop names, be it another charger's; of its charger the open rows, those that ended by this very
     *              stop, and for FlexiCharge the newest one that began
     */
    static StopDecision decide(Departure departure, List<Session> known) {
        return departure.isFlexiCharge() ? onConnection(departure, known) : byID(departure, known);
    }

    private static StopDecision byID(Departure departure, List<Session> known) {
        return departure
                .namedID()
                .flatMap(id -> newest(known, session -> session.transactionID() == id))
                .filter(named -> named.begin() != null || !isOwn(departure, named))
                .map(named -> isOwn(departure, named)
                        ? ofNamed(departure, named)
                        : new StopDecision.Aside(AsideReason.FOREIGN_TRANSACTION, named.transactionID()))
                .orElseGet(() -> ofUnknown(departure, own(departure, known)));
    }

    private static StopDecision ofNamed(Departure departure, Session named) {
        if (named.state().isOpen()) {
            return new StopDecision.Ends(named, null);
        }
        if (stopKeyOf(named).filter(departure::saysTheSameAs).isPresent()) {
            return new StopDecision.Again(named);
        }
        return named.isGuessedEnd()
                ? new StopDecision.Ends(named, ESTIMATE_REPLACED)
                : new StopDecision.Aside(AsideReason.SECOND_STOP, named.transactionID());
    }

    /** −1 or 0 from a charger that never got its start's answer, or an id nobody issued. */
    private static StopDecision ofUnknown(Departure departure, List<Session> own) {
        var again = newest(own, session -> endedBySame(departure, session));
        if (again.isPresent()) {
            return new StopDecision.Again(again.get());
        }
        var fitting = own.stream()
                .filter(session -> session.state().isOpen() && fits(departure, session))
                .toList();
        return fitting.size() == 1
                ? new StopDecision.Ends(fitting.get(0), WITHOUT_ID)
                : new StopDecision.Aside(AsideReason.UNKNOWN_TRANSACTION, likely(departure, own));
    }

    private static StopDecision onConnection(Departure departure, List<Session> known) {
        var own = own(departure, known);
        var repeated = newest(own, session -> hasUsableClock(departure) && endedBySame(departure, session));
        if (repeated.isPresent()) {
            return new StopDecision.Again(repeated.get());
        }
        var open = newest(own, session -> session.state().isOpen());
        var late = open.filter(session -> cameBefore(departure, session))
                .flatMap(next -> newest(own, session -> endedBySame(departure, session)));
        if (late.isPresent()) {
            return new StopDecision.Again(late.get());
        }
        if (open.isPresent()) {
            return new StopDecision.Ends(open.get(), null);
        }
        var newest = newest(own, session -> session.begin() != null);
        if (newest.isPresent() && endedBySame(departure, newest.get())) {
            return new StopDecision.Again(newest.get());
        }
        return newest.filter(Session::isGuessedEnd)
                .<StopDecision>map(guessed -> new StopDecision.Ends(guessed, ESTIMATE_REPLACED))
                .orElseGet(() -> new StopDecision.Aside(
                        AsideReason.NO_OPEN_SESSION,
                        newest.map(Session::transactionID).orElse(null)));
    }

    /**
     * One message may be handled twice, the second time after the next session has begun. With a usable clock its words tell; else
     * our own, which processes do not share to the second.
     */
    private static boolean cameBefore(Departure departure, Session session) {
        return !hasUsableClock(departure)
                && session.begun()
                        .filter(begin ->
                                begin.receivedAt().isAfter(departure.stop().receivedAt()))
                        .isPresent();
    }

    /** With one that stands still, the stop of each session is like that of the session before. */
    private static boolean hasUsableClock(Departure departure) {
        return ChargerTime.of(departure.stop()).isUsable();
    }

    /** Same tag (or none sent), began earlier, and a meter that went up since. */
    private static boolean fits(Departure departure, Session session) {
        var meterStop = departure.stop().meterStop();
        return hasTagOf(departure, session)
                && meterStop != null
                && session.begun()
                        .filter(begin -> begin.meterStart() <= meterStop
                                || departure.stop().meterRestarts())
                        .filter(begin -> !begin.at().isAfter(stopAt(departure, begin.at())))
                        .filter(begin ->
                                !begin.receivedAt().isAfter(departure.stop().receivedAt()))
                        .isPresent();
    }

    private static Instant stopAt(Departure departure, Instant fallback) {
        return ChargerTime.of(departure.stop()).believed().orElse(fallback);
    }

    private static @Nullable Integer likely(Departure departure, List<Session> own) {
        return newest(own, session -> session.state().isOpen() && hasTagOf(departure, session))
                .or(() -> newest(own, session -> session.state().isOpen()))
                .map(Session::transactionID)
                .orElse(null);
    }

    private static boolean hasTagOf(Departure departure, Session session) {
        var tagKey = departure.tagKey();
        return tagKey == null
                || (session.idTag() != null && Tag.keyOf(session.idTag()).equals(tagKey));
    }

    private static boolean endedBySame(Departure departure, Session session) {
        return stopKeyOf(session).filter(departure::isSameAs).isPresent();
    }

    private static Optional<String> stopKeyOf(Session session) {
        return session.over().map(Session.End::stopKey);
    }

    private static boolean isOwn(Departure departure, Session session) {
        return session.connectorID() == departure.connectorID();
    }

    private static List<Session> own(Departure departure, List<Session> known) {
        return known.stream().filter(session -> isOwn(departure, session)).toList();
    }

    private static Optional<Session> newest(List<Session> sessions, Predicate<Session> that) {
        return sessions.stream().filter(that).max(Comparator.comparingInt(Session::transactionID));
    }
}
