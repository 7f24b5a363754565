package com.flexicharge.livemetrics;

import com.flexicharge.shared.contract.transaction.TransactionEndpoints.SessionStarted;
import com.flexicharge.shared.contract.transaction.TransactionEndpoints.SessionStopped;

/** What transaction-verticle tells of sessions. Touched on the verticle's event loop only. */
final class SessionEvents {
    private final SessionBook book;
    private final SessionCloser closer;
    private final MissedEnds missedEnds;
    private final IntervalRule rule;

    SessionEvents(SessionBook book, SessionCloser closer, MissedEnds missedEnds, IntervalRule rule) {
        this.book = book;
        this.closer = closer;
        this.missedEnds = missedEnds;
        this.rule = rule;
    }

    /** Spares the first reading its look-up. A start told twice, or after its end, changes nothing. */
    void started(SessionStarted event) {
        var session = event.session();
        if (book.get(session.transactionID()).isEmpty() && !book.hasEnded(session.transactionID())) {
            book.add(Session.begun(session, rule))
                    .ifPresent(before -> missedEnds.check(before.transactionID(), before.place()));
        }
    }

    void stopped(SessionStopped event) {
        closer.close(SessionEnd.of(event));
    }
}
