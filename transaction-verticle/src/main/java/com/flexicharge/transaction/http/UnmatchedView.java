package com.flexicharge.transaction.http;

import com.flexicharge.shared.contract.transaction.UserSessions.Unmatched;
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
        @Nullable String resolvedBy,
        @Nullable Instant resolvedAt) {

    static UnmatchedView of(Unmatched unmatched) {
        return new UnmatchedView(
                unmatched.id(),
                unmatched.connectorID(),
                unmatched.kind(),
                unmatched.reason(),
                SentText.shown(unmatched.payload()),
                unmatched.receivedAt(),
                unmatched.candidateTransactionID(),
                unmatched.resolution(),
                unmatched.resolvedBy(),
                unmatched.resolvedAt());
    }
}
