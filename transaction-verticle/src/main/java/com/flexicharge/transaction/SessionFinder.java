package com.flexicharge.transaction;

import com.flexicharge.shared.contract.transaction.ChargerSessions.AsideReason;
import com.flexicharge.shared.contract.transaction.ChargerSessions.FindSession;
import com.flexicharge.shared.contract.transaction.ChargerSessions.FoundSession;
import io.vertx.core.Future;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which session a charger's readings belong to; another charger's never, and to name one is reported. Readings of a session that is
 * not the charger's are kept without one; that there are such is put aside, once a number.
 */
final class SessionFinder {
    private final SessionRepository sessions;
    private final UnmatchedRepository unmatched;
    private final ForeignTransactions foreign;
    private final Clock clock;

    SessionFinder(SessionRepository sessions, UnmatchedRepository unmatched, ForeignTransactions foreign, Clock clock) {
        this.sessions = sessions;
        this.unmatched = unmatched;
        this.foreign = foreign;
        this.clock = clock;
    }

    /** −1 and 0 (the start's answer did not arrive yet) count as no number. */
    Future<FoundSession> find(FindSession asked) {
        var said = asked.transactionID();
        return said == null || said < 1 || said > Integer.MAX_VALUE
                ? onConnector(asked).map(SessionFinder::found)
                : sessions.find(said.intValue())
                        .compose(named ->
                                named.map(session -> named(asked, session)).orElseGet(() -> unknown(asked)));
    }

    private Future<FoundSession> named(FindSession asked, Session named) {
        if (named.connectorID() == asked.connectorID()) {
            return Future.succeededFuture(found(Optional.of(named)));
        }
        foreign.report(asked.connectorID(), ForeignTransactions.Named.READINGS, named.transactionID());
        return aside(asked, AsideReason.FOREIGN_TRANSACTION, named.transactionID());
    }

    private Future<FoundSession> unknown(FindSession asked) {
        return onConnector(asked)
                .compose(session -> session.isPresent()
                        ? Future.succeededFuture(found(session))
                        : aside(asked, AsideReason.UNKNOWN_TRANSACTION, null));
    }

    private Future<FoundSession> aside(FindSession asked, AsideReason reason, @Nullable Integer candidate) {
        return unmatched
                .putAside(PutAsideMessage.ofReadings(asked, reason, candidate, clock.instant()))
                .map(found(Optional.empty()));
    }

    private Future<Optional<Session>> onConnector(FindSession asked) {
        return sessions.openOnCharger(asked.connectorID())
                .map(open -> open.stream()
                        .filter(session -> session.connector() == asked.connector() || session.isFlexiCharge())
                        .findFirst());
    }

    private static FoundSession found(Optional<Session> session) {
        return new FoundSession(session.flatMap(Session::forReadings).stream().toList());
    }
}
