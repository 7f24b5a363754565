package com.flexicharge.livemetrics.stream;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A session's state, and what else changed with it.
 *
 * @param startTimestamp epoch seconds; present when the session has just begun
 * @param suspect        present when it is another than before
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record StateChange(
        String state,
        @Nullable Long startTimestamp,
        @Nullable Boolean suspect) {
    static StateChange between(SessionView before, SessionView after) {
        return new StateChange(
                after.state(),
                Objects.equals(before.startTimestamp(), after.startTimestamp()) ? null : after.startTimestamp(),
                before.suspect() == after.suspect() ? null : after.suspect());
    }
}
