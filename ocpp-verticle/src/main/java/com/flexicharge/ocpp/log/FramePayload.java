package com.flexicharge.ocpp.log;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.flexicharge.ocpp.frame.Json;
import java.util.Optional;

/** Where the payload stands in a frame: the request, what was answered to it, or a CALLERROR's details. */
final class FramePayload {
    private FramePayload() {}

    /** As JSON; absent when there is none. */
    static Optional<String> of(int messageType, String text) {
        return Json.tree(text).map(frame -> in(messageType, frame)).flatMap(FramePayload::written);
    }

    /** A result has it at the end: FlexiCharge chargers, and our answers to them, repeat the action before it. */
    static JsonNode in(int messageType, JsonNode frame) {
        return switch (messageType) {
            case 2 -> frame.path(3);
            case 3 -> frame.path(frame.size() > 3 ? 3 : 2);
            case 4 -> frame.path(4);
            default -> MissingNode.getInstance();
        };
    }

    static Optional<String> written(JsonNode payload) {
        return payload.isContainerNode()
                ? Optional.of(Json.text(out -> Json.MAPPER.writeTree(out, payload)))
                : Optional.empty();
    }
}
