package com.flexicharge.ocpp.socket;

import com.flexicharge.ocpp.message.Action;
import io.vertx.core.Promise;
import java.util.function.Consumer;

/**
 * A CALL that waited in a table and not in memory.
 *
 * @param text    the frame
 * @param outcome fails with {@code OFFLINE} when it was never on the wire, {@code TIMED_OUT} when it was and no answer came
 * @param late    told an answer that comes when the CALL is over
 */
public record StoredCall(
        String messageID, Action action, String text, Promise<CallOutcome> outcome, Consumer<CallOutcome> late) {
    /** Without its text, which may hold a password. */
    @Override
    public String toString() {
        return "StoredCall[" + action + " " + messageID + "]";
    }
}
