package com.flexicharge.transaction;

import com.flexicharge.shared.contract.transaction.ChargerSessions.AsideReason;
import java.util.List;
import java.util.Optional;

/** What came of storing a stop. */
sealed interface StopOutcome {
    /** For the first time, or our guess of its end was replaced. */
    record Ended(Session session, Optional<Tag> tag) implements StopOutcome {}

    record Again(Session session, Optional<Tag> tag) implements StopOutcome {}

    record Aside(AsideReason reason, Optional<Tag> tag) implements StopOutcome {}

    /** Nothing was stored yet: the last readings of these sessions have to be asked for first. */
    record WantsReadings(List<Integer> transactionIDs) implements StopOutcome {}
}
