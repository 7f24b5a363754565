package com.flexicharge.shared.contract.transaction;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a charger is told of an id tag (OCPP 1.6 §7.27). */
public record IdTagInfo(
        Status status, @Nullable Instant expiryAt, @Nullable String parentIdTag) {
    public enum Status {
        ACCEPTED,
        BLOCKED,
        EXPIRED,
        INVALID,
        CONCURRENT_TX
    }
}
