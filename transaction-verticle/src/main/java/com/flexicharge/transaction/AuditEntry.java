package com.flexicharge.transaction;

import com.flexicharge.shared.contract.transaction.SuspectReason;
import com.flexicharge.transaction.Session.End;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Who changed a session past its charger's own word.
 *
 * @param actor {@code charger}, {@code server}, or the operator's userID
 * @param what  one of the words below, or how {@link StopRules} says a stop ended it
 * @param note  in the operator's words; may be empty
 */
record AuditEntry(Session before, Session after, String actor, String what, String note, Instant at) {
    static final String SERVER = "server";
    static final String CHARGER = "charger";

    static final String CLOSED = "closed";
    static final String UNMATCHED_BOOKED = "unmatchedBooked";
    static final String UNMATCHED_ATTACHED = "unmatchedAttached";
    static final String ENDED = "ended";
    static final String SUPERSEDED = "superseded";

    String beforeJson() {
        return figures(before).encode();
    }

    String afterJson() {
        var figures = figures(after);
        return (note.isEmpty() ? figures : figures.put("note", note)).encode();
    }

    private static @Nullable String word(@Nullable SuspectReason reason) {
        return reason == null ? null : reason.word();
    }

    private static JsonObject figures(Session session) {
        return new JsonObject()
                .put("state", session.state().word())
                .put(
                        "stopAt",
                        session.over().map(End::at).map(Instant::toString).orElse(null))
                .put("stopReason", session.over().map(End::reason).orElse(null))
                .put("meterStop", session.over().map(End::meterStop).orElse(null))
                .put("energyWh", session.energyWh())
                .put("priceOre", session.priceOre())
                .put("suspect", session.doubt().suspect())
                .put("suspectReason", word(session.doubt().reason()))
                .put("estimated", session.estimated());
    }
}
