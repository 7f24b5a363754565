package com.flexicharge.transaction;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a start at a charger means for the rows there are. */
sealed interface StartDecision {
    /** It was recorded before: the same answer, nothing changes. */
    record Again(Session session) implements StartDecision {}

    /**
     * It is the start somebody waits for, or waited for until lately: that row becomes active.
     *
     * @param supersedes what still ran on the connector, and so is over
     */
    record Takes(Session waiting, List<Session> supersedes) implements StartDecision {}

    /**
     * Nobody waited for it: a row of its own.
     *
     * @param userID    whose tag it is; absent: nobody's we know
     * @param overtaken the session that runs on the connector began later, so this one is over already: it came late
     */
    record Fresh(@Nullable String userID, boolean overtaken, List<Session> supersedes) implements StartDecision {}

    /** The sessions it puts an end to, whose last readings become their figures. */
    default List<Session> superseded() {
        if (this instanceof Takes takes) {
            return takes.supersedes();
        }
        return this instanceof Fresh fresh ? fresh.supersedes() : List.of();
    }
}
