package com.flexicharge.fleet;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A CALL of a charger that waits in its memory until it is answered. Its payload is written when it is first sent, because only then the
 * transaction's number may be known, and stays the same.
 */
final class Message {
    final String action;
    private final Supplier<String> writer;
    private final Consumer<JsonNode> whenAnswered;
    private final Consumer<String> whenRefused;
    private String payload = "";
    private String id = "";
    private int attempts;

    Message(String action, Supplier<String> writer, Consumer<JsonNode> whenAnswered, Consumer<String> whenRefused) {
        this.action = action;
        this.writer = writer;
        this.whenAnswered = whenAnswered;
        this.whenRefused = whenRefused;
    }

    /** The frame of the next attempt. */
    String frame(boolean keepsId, Dialect dialect) {
        if (attempts++ == 0) {
            payload = writer.get();
        }
        if (id.isEmpty() || !keepsId) {
            id = dialect.id(action);
        }
        return "[2,\"" + id + "\",\"" + action + "\"," + payload + "]";
    }

    boolean isAnsweredBy(String answeredId) {
        return id.equals(answeredId);
    }

    int attempts() {
        return attempts;
    }

    void answered(JsonNode answer) {
        whenAnswered.accept(answer);
    }

    void refused(String code) {
        whenRefused.accept(code);
    }
}
