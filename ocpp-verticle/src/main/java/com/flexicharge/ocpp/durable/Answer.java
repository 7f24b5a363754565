package com.flexicharge.ocpp.durable;

import com.fasterxml.jackson.databind.JsonNode;
import com.flexicharge.ocpp.socket.CallOutcome;
import com.flexicharge.shared.contract.ocpp.CommandEndpoints.CommandState;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What came of a command on the wire, as its row keeps it; secrets masked.
 *
 * @param response JSON
 * @param at       absent: nothing came
 */
record Answer(
        CommandState state,
        @Nullable String response,
        @Nullable String errorCode,
        @Nullable String errorDescription,
        @Nullable String errorDetails,
        @Nullable Instant at) {
    /** A status that says yes; a response without any does too. */
    private static final Set<String> YES = Set.of("Accepted", "Unlocked", "Scheduled", "RebootRequired");

    static Answer none() {
        return new Answer(CommandState.TIMED_OUT, null, null, null, null, null);
    }

    /** A failure that is ours: what was stored cannot be sent. */
    static Answer unsendable(String description, Instant at) {
        return new Answer(CommandState.FAILED, null, "InternalError", description, "{}", at);
    }

    static Answer of(CallOutcome outcome, Optional<String> secret, Instant at) {
        return outcome instanceof CallOutcome.Answered answered
                ? answered(answered.payload(), secret, at)
                : failed((CallOutcome.Failed) outcome, secret, at);
    }

    private static Answer answered(JsonNode payload, Optional<String> secret, Instant at) {
        var state = saysYes(payload) ? CommandState.ACCEPTED : CommandState.REJECTED;
        return new Answer(state, Masks.answer(payload, secret).toString(), null, null, null, at);
    }

    /** @param payload of a confirmation that fits OCPP */
    static boolean saysYes(JsonNode payload) {
        var status = payload.path("status");
        return status.isMissingNode() || YES.contains(status.asText());
    }

    private static Answer failed(CallOutcome.Failed failed, Optional<String> secret, Instant at) {
        return new Answer(
                CommandState.FAILED,
                failed.payload().isObject()
                        ? Masks.answer(failed.payload(), secret).toString()
                        : null,
                failed.code(),
                Masks.echo(failed.description(), secret),
                failed.details().isMissingNode()
                        ? "{}"
                        : Masks.answer(failed.details(), secret).toString(),
                at);
    }

    boolean isAccepted() {
        return state == CommandState.ACCEPTED;
    }
}
