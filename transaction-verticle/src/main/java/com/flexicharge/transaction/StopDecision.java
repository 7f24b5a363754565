package com.flexicharge.transaction;

import com.flexicharge.shared.contract.transaction.ChargerSessions.AsideReason;
import org.jspecify.annotations.Nullable;

/** What a stop at a charger means for the rows there are. */
sealed interface StopDecision {
    /**
     * It ends this session, or takes the place of our guess.
     *
     * @param how why the audit has to know; absent: the ordinary end
     */
    record Ends(Session session, @Nullable String how) implements StopDecision {}

    /** It was recorded before: the same answer, nothing changes. */
    record Again(Session session) implements StopDecision {}

    /**
     * It is kept for an operator.
     *
     * @param candidate the session it may be about; absent: none comes to mind
     */
    record Aside(AsideReason reason, @Nullable Integer candidate) implements StopDecision {}
}
