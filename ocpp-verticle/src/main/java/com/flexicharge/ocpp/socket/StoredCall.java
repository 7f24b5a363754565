package com.flexicharge.ocpp.socket;

import com.flexicharge.ocpp.message.OcppRequest;
import io.vertx.core.Promise;
import java.util.function.Consumer;

/**
 * A CALL that waited in a table and not in memory.
 *
 * @param payload JSON, as it goes to a charger that speaks OCPP's own form
 * @param outcome fails with {@code OFFLINE} when it was never on the wire, {@code TIMED_OUT} when it was and no answer came
 * @param late    told an answer that comes when the CALL is over
 */
public record StoredCall(
        String messageID,
        OcppRequest request,
        String payload,
        Promise<CallOutcome> outcome,
        Consumer<CallOutcome> late) {
    /** Without its payload, which may hold a password. */
    @Override
    public String toString() {
        return "StoredCall[" + messageID + "]";
    }
}
