package com.flexicharge.ocpp.log;

import com.fasterxml.jackson.databind.JsonNode;
import com.flexicharge.ocpp.frame.Json;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is stored of a frame. The payload is kept beside the text only where something in it is masked; otherwise it is read from
 * the text.
 *
 * @param raw cut at {@link #MOST_CHARACTERS}; absent when something in it is masked
 */
record MessageRow(
        LoggedFrame frame,
        Learnt.Facts facts,
        @Nullable String payload,
        @Nullable String raw,
        @Nullable String errorCode,
        @Nullable String errorDescription) {
    /**
     * Ten times what OCPP's largest messages have in practice. A charger that sends a million characters at a time fills no disk
     * with them, and a page of 500 such rows is 32 MB.
     */
    static final int MOST_CHARACTERS = 1 << 16;

    /** Of an action or a message id, of which OCPP allows 36. */
    static final int MOST_INDEXED = 255;

    static MessageRow of(LoggedFrame frame) {
        var text = frame.text();
        var facts = frame.learnt().write();
        if (frame.tellsSecret() || Secrets.suspects(text)) {
            return suspected(frame, facts);
        }
        return isError(frame)
                ? Json.tree(text)
                        .map(tree -> new MessageRow(frame, facts, null, cut(text), text(tree, 2), text(tree, 3)))
                        .orElseGet(() -> new MessageRow(frame, facts, null, cut(text), null, null))
                : new MessageRow(frame, facts, null, cut(text), null, null);
    }

    private static MessageRow suspected(LoggedFrame frame, Learnt.Facts facts) {
        var text = frame.text();
        var type = frame.messageType();
        Optional<JsonNode> tree = type == null ? Optional.empty() : Json.tree(text);
        if (type == null || tree.isEmpty()) {
            return new MessageRow(frame, facts, null, Secrets.isNamedIn(text) ? null : cut(text), null, null);
        }
        var masked = masked(frame, type, tree.get());
        var isClean = masked.equals(tree.get());
        var payload = isClean
                ? null
                : FramePayload.written(FramePayload.in(type, masked)).orElse(null);
        return new MessageRow(
                frame,
                facts,
                payload == null || payload.length() > MOST_CHARACTERS ? null : payload,
                isClean ? cut(text) : null,
                isError(frame) ? text(masked, 2) : null,
                isError(frame) ? text(masked, 3) : null);
    }

    /** An answer to what told a secret keeps its type, its id, and a CALLERROR's code. */
    private static JsonNode masked(LoggedFrame frame, int type, JsonNode tree) {
        if (type == 2 || !frame.tellsSecret() || !tree.isArray()) {
            return Secrets.masked(tree);
        }
        var masked = Json.MAPPER.createArrayNode();
        for (var i = 0; i < tree.size(); i++) {
            var isKept = i < 2 || (i == 2 && type == 4);
            masked.add(isKept ? Secrets.masked(tree.get(i)) : Secrets.allMasked(tree.get(i)));
        }
        return masked;
    }

    /** An id or an action as it goes into an index: PostgreSQL's take 2,704 bytes a row, chargers may send any text. */
    static @Nullable String word(@Nullable String text) {
        if (text == null) {
            return null;
        }
        if (Secrets.suspects(text) && Secrets.isNamedIn(text)) {
            return Secrets.MASK;
        }
        return text.length() <= MOST_INDEXED ? text : text.substring(0, MOST_INDEXED);
    }

    private static boolean isError(LoggedFrame frame) {
        return Integer.valueOf(4).equals(frame.messageType());
    }

    private static @Nullable String text(JsonNode frame, int index) {
        return cutOrNull(frame.path(index).asText(null));
    }

    private static @Nullable String cutOrNull(@Nullable String text) {
        return text == null ? null : cut(text);
    }

    private static String cut(String text) {
        return text.length() <= MOST_CHARACTERS ? text : text.substring(0, MOST_CHARACTERS);
    }
}
