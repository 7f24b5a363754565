package com.flexicharge.ocpp.http;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.flexicharge.shared.contract.ocpp.MessageLogEndpoints.LoggedMessage;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A frame as operators see it.
 *
 * @param payload JSON as it was sent
 */
record MessageView(
        long id,
        Instant at,
        String direction,
        @Nullable Integer messageType,
        @Nullable String messageId,
        @Nullable String action,
        @JsonRawValue @Nullable String payload,
        @Nullable String errorCode,
        @Nullable String errorDescription,
        @Nullable String raw,
        String dialect,
        List<String> quirks,
        @Nullable Integer durationMs) {
    static List<MessageView> of(List<LoggedMessage> messages) {
        return messages.stream().map(MessageView::of).toList();
    }

    private static MessageView of(LoggedMessage message) {
        return new MessageView(
                message.id(),
                message.at(),
                message.inbound() ? "in" : "out",
                message.messageType(),
                message.messageID(),
                message.action(),
                message.payload(),
                message.errorCode(),
                message.errorDescription(),
                message.raw(),
                message.dialect(),
                message.quirks(),
                message.durationMs());
    }
}
