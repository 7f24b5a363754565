package com.flexicharge.ocpp.operation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.flexicharge.ocpp.message.Action;
import io.vertx.core.Future;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One action that operators may ask for: what they may leave to us in its payload, what must exist before it goes out, and what a
 * charger's answer changes. By default it is nothing but its payload.
 *
 * <p>The order is {@link #expand}, then the check against OCPP's limits, then {@link #make}, then the command is stored; {@link
 * #over} when it is final. Keeps no state; on the verticle's event loop.
 */
public interface Operation {
    Action action();

    /**
     * Makes OCPP's payload of what was asked, where an operator may write less or something else. It only asks and makes nothing:
     * where {@link #make} allocates a number, any valid one stands in for it here.
     *
     * @param asked not to be changed
     * @return fails with a Refusal that the operator gets: {@code NOT_FOUND chargingProfileNotFound}, …
     */
    default Future<ObjectNode> expand(int connectorID, ObjectNode asked) {
        return Future.succeededFuture(asked);
    }

    /**
     * Makes the rows that belong to the command. Idempotent by the command's id.
     *
     * @param asked   as the operator wrote it
     * @param payload what {@link #expand} made of it, known to fit OCPP
     */
    default Future<Made> make(Wish wish, ObjectNode asked, ObjectNode payload) {
        return Future.succeededFuture(new Made(payload, null, null));
    }

    /**
     * Tells the owners of data how the command ended. Repeated until it succeeds, also by another process later, so it must be
     * idempotent; a Refusal with reason INVALID, NOT_FOUND or CONFLICT ends that as well.
     */
    default Future<Void> over(Ending ending) {
        return Future.succeededFuture();
    }

    /** Whether {@link #over} does anything, so that commands without consequences cost no write for them. */
    default boolean hasConsequences() {
        return false;
    }

    /** A command that is being made. */
    record Wish(int connectorID, String commandID, Instant at) {}

    /** @param payload as it goes on the wire, with the numbers allocated */
    record Made(
            ObjectNode payload,
            @Nullable Integer reservationID,
            @Nullable Integer jobID) {}

    /**
     * A command that ended in whatever way.
     *
     * @param request   as it went on the wire, its secrets unmasked
     * @param response  what the charger answered, known to fit OCPP; absent: CALLERROR, silence, or never sent
     * @param accepted  by the rule for a command's state
     * @param stateWord the final state
     */
    record Ending(
            int connectorID,
            String commandID,
            ObjectNode request,
            @Nullable ObjectNode response,
            boolean accepted,
            String stateWord,
            @Nullable Integer reservationID,
            @Nullable Integer jobID,
            Instant at) {}
}
