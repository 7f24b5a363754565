package com.flexicharge.transaction.http;

import com.fasterxml.jackson.databind.node.TextNode;
import com.flexicharge.shared.contract.transaction.UserSessions.Unmatched;
import com.flexicharge.shared.http.Json;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** @param payload what the charger sent: as JSON where it is, else its text */
record UnmatchedView(
        long id,
        int connectorID,
        String kind,
        String reason,
        Object payload,
        Instant receivedAt,
        @Nullable Integer candidateTransactionID,
        @Nullable String resolution,
        @Nullable Instant resolvedAt) {

    static UnmatchedView of(Unmatched unmatched) {
        return new UnmatchedView(
                unmatched.id(),
                unmatched.connectorID(),
                unmatched.kind(),
                unmatched.reason(),
                payload(unmatched.payload()),
                unmatched.receivedAt(),
                unmatched.candidateTransactionID(),
                unmatched.resolution(),
                unmatched.resolvedAt());
    }

    private static Object payload(String text) {
        try {
            return Json.read(Buffer.buffer(text));
        } catch (IOException notJson) {
            return TextNode.valueOf(text);
        }
    }
}
