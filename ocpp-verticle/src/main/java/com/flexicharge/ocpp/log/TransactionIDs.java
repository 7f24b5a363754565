package com.flexicharge.ocpp.log;

import com.fasterxml.jackson.databind.JsonNode;
import com.flexicharge.ocpp.frame.Call;
import com.flexicharge.ocpp.frame.Elements;
import com.flexicharge.shared.contract.Protocol;
import org.jspecify.annotations.Nullable;

/**
 * Which session the frames of one connection belong to. Ids that a FlexiCharge charger sends mean nothing, but it has one session
 * at a time: the one whose start was confirmed here. On one event loop.
 */
final class TransactionIDs {
    private static final String START = "StartTransaction";
    private static final String STOP = "StopTransaction";

    private final boolean oneAtATime;
    private @Nullable Integer current;

    TransactionIDs(Protocol protocol) {
        this.oneAtATime = protocol == Protocol.FLEXICHARGE;
    }

    @Nullable
    Integer in(Call call) {
        return switch (call.action()) {
            case STOP, "MeterValues" -> oneAtATime ? current : number(call.payload());
            case "DataTransfer" -> oneAtATime ? current : null;
            default -> null;
        };
    }

    /** The session our confirmation of a start names: read from its text, once a session; no other answer is looked at. */
    @Nullable
    Integer inResult(@Nullable String action, String text) {
        if (STOP.equals(action)) {
            current = null;
        }
        if (!START.equals(action)) {
            return null;
        }
        var elements = Elements.of(text);
        var begun = number(elements.at(elements.count() - 1));
        current = begun;
        return begun;
    }

    /** In a stop of ours, which is as rare as a start. */
    static @Nullable Integer inRemoteStop(String text) {
        var payload = Elements.of(text).at(3);
        var strict = number(payload);
        return strict == null ? usable(payload.path("transactionID")) : strict;
    }

    private static @Nullable Integer number(JsonNode payload) {
        return usable(payload.path("transactionId"));
    }

    private static @Nullable Integer usable(JsonNode id) {
        return id.isIntegralNumber() && id.canConvertToInt() && id.intValue() > 0 ? (Integer) id.intValue() : null;
    }
}
