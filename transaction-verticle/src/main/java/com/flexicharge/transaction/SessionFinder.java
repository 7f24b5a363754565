package com.flexicharge.transaction;

import com.flexicharge.shared.contract.transaction.ChargerSessions.FindSession;
import com.flexicharge.shared.contract.transaction.ChargerSessions.FoundSession;
import io.vertx.core.Future;
import java.util.Optional;

/** Which session a charger's readings belong to; another charger's never, and to name one is reported. */
final class SessionFinder {
    private final SessionRepository sessions;
    private final ForeignTransactions foreign;

    SessionFinder(SessionRepository sessions, ForeignTransactions foreign) {
        this.sessions = sessions;
        this.foreign = foreign;
    }

    /** An id nobody issued (−1, 0: the start's answer did not arrive yet) counts as none. */
    Future<FoundSession> find(FindSession asked) {
        var said = asked.transactionID();
        return said == null || said < 1 || said > Integer.MAX_VALUE
                ? onConnector(asked)
                : sessions.find(said.intValue())
                        .compose(named -> named.map(session -> Future.succeededFuture(named(asked, session)))
                                .orElseGet(() -> onConnector(asked)));
    }

    private FoundSession named(FindSession asked, Session named) {
        if (named.connectorID() == asked.connectorID()) {
            return found(Optional.of(named));
        }
        foreign.report(asked.connectorID(), ForeignTransactions.Named.READINGS, named.transactionID());
        return found(Optional.empty());
    }

    private Future<FoundSession> onConnector(FindSession asked) {
        return sessions.openOnCharger(asked.connectorID())
                .map(open -> found(open.stream()
                        .filter(session -> session.connector() == asked.connector() || session.isFlexiCharge())
                        .findFirst()));
    }

    private static FoundSession found(Optional<Session> session) {
        return new FoundSession(session.flatMap(Session::forReadings).stream().toList());
    }
}
