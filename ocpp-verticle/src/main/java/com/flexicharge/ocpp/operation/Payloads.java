package com.flexicharge.ocpp.operation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.flexicharge.ocpp.frame.Deviation;
import com.flexicharge.ocpp.message.Action;
import com.flexicharge.ocpp.message.OcppRequest;
import com.flexicharge.ocpp.message.OcppResponse;
import com.flexicharge.ocpp.message.Parsed;
import com.flexicharge.ocpp.operation.Operation.Ending;
import com.flexicharge.shared.contract.Reason;
import com.flexicharge.shared.contract.Refusal;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Payloads of commands as OCPP's records. They were checked before; should a row of an older version hold one that no longer fits, a
 * refusal INVALID is thrown, which ends the repeating of its consequences.
 */
final class Payloads {
    /** What was let pass when an answer came in is let pass here again. */
    private static final Set<Deviation> WHATEVER_CAME_IN = EnumSet.allOf(Deviation.class);

    private Payloads() {}

    static <R extends OcppRequest> R request(Action action, Class<R> type, ObjectNode payload) {
        return value(action, action.readRequest(payload, Set.of()).as(type));
    }

    /** Absent when the charger gave no answer that fits OCPP. */
    static <R extends OcppResponse> Optional<R> response(Action action, Class<R> type, Ending ending) {
        return Optional.ofNullable(ending.response())
                .map(payload -> value(
                        action, action.readResponse(payload, WHATEVER_CAME_IN).as(type)));
    }

    private static <T> T value(Action action, Parsed<T> parsed) {
        if (parsed instanceof Parsed.Refused<T> refused) {
            throw Refusal.of(
                    Reason.INVALID,
                    "invalidPayload",
                    "The stored " + action.wire() + " cannot be read: "
                            + refused.fault().description());
        }
        return ((Parsed.Valid<T>) parsed).value();
    }
}
