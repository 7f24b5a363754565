package com.flexicharge.transaction;

import java.util.List;
import java.util.Optional;

/** What came of storing a start. */
sealed interface StartOutcome {
    /** @param superseded what it put an end to */
    record Began(Session session, List<Session> superseded, Optional<Tag> tag) implements StartOutcome {}

    record Again(Session session, Optional<Tag> tag) implements StartOutcome {}

    /** Nothing was stored yet: it puts an end to sessions whose last readings have to be asked for first. */
    record WantsReadings(List<Integer> transactionIDs) implements StartOutcome {}
}
