package com.flexicharge.livemetrics;

import com.flexicharge.shared.bus.Share;
import com.flexicharge.shared.contract.transaction.TransactionEndpoints.SessionStarted;
import com.flexicharge.shared.contract.transaction.TransactionEndpoints.SessionStopped;

/**
 * What transaction-verticle tells of sessions, to every process; the one that has the charger in hand acts. Touched on the verticle's
 * event loop only.
 */
final class SessionEvents {
    private final SessionBook book;
    private final SessionCloser closer;
    private final MissedEnds missedEnds;
    private final Share part;
    private final IntervalRule rule;

    SessionEvents(SessionBook book, SessionCloser closer, MissedEnds missedEnds, Share part, IntervalRule rule) {
        this.book = book;
        this.closer = closer;
        this.missedEnds = missedEnds;
        this.part = part;
        this.rule = rule;
    }

    /** Spares the first reading its look-up. A start told twice, or after its end, changes nothing. */
    void started(SessionStarted event) {
        var session = event.session();
        if (part.holds(session.connectorID())
                && book.get(session.transactionID()).isEmpty()
                && !book.hasEnded(session.transactionID())) {
            book.add(Session.begun(session, rule))
                    .ifPresent(before -> missedEnds.check(before.transactionID(), before.place()));
        }
    }

    void stopped(SessionStopped event) {
        var end = SessionEnd.of(event);
        if (part.holds(end.place().connectorID())) {
            closer.close(end);
        }
    }
}
