package com.flexicharge.transaction;

import com.flexicharge.shared.contract.transaction.ChargerSessions.FindSession;
import com.flexicharge.shared.contract.transaction.ChargerSessions.FoundSession;
import io.vertx.core.Future;
import java.util.Optional;

/** Which session a charger's readings belong to; another charger's never. */
final class SessionFinder {
    private final SessionRepository sessions;

    SessionFinder(SessionRepository sessions) {
        this.sessions = sessions;
    }

    /** An id nobody issued (−1, 0: the start's answer did not arrive yet) counts as none. */
    Future<FoundSession> find(FindSession asked) {
        var said = asked.transactionID();
        return said == null || said < 1 || said > Integer.MAX_VALUE
                ? onConnector(asked)
                : sessions.find(said.intValue())
                        .compose(named -> named.isPresent()
                                ? Future.succeededFuture(found(named.filter(session -> isOn(asked, session))))
                                : onConnector(asked));
    }

    private Future<FoundSession> onConnector(FindSession asked) {
        return sessions.openOnCharger(asked.connectorID())
                .map(open -> found(open.stream()
                        .filter(session -> session.connector() == asked.connector() || session.isFlexiCharge())
                        .findFirst()));
    }

    private static boolean isOn(FindSession asked, Session session) {
        return session.connectorID() == asked.connectorID();
    }

    private static FoundSession found(Optional<Session> session) {
        return new FoundSession(session.flatMap(Session::forReadings).stream().toList());
    }
}
