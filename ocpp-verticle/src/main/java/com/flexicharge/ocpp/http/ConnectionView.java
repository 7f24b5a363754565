package com.flexicharge.ocpp.http;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.flexicharge.shared.contract.ocpp.MessageLogEndpoints.PastConnection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A socket of a charger as operators see it.
 *
 * @param id              its place in the list, not shown
 * @param closedAt        absent: still open, or nobody knows yet that it is not
 * @param closeReason     text in the charger's close frame
 * @param durationSeconds rounded down; absent as {@code closedAt} is
 */
record ConnectionView(
        @JsonIgnore long id,
        Instant openedAt,
        @Nullable Instant closedAt,
        String node,
        long epoch,
        String remoteAddress,
        String protocol,
        int securityProfile,
        @Nullable Integer closeCode,
        @Nullable String cause,
        @Nullable String closeReason,
        @Nullable Long durationSeconds) {
    static List<ConnectionView> of(List<PastConnection> connections) {
        return connections.stream().map(ConnectionView::of).toList();
    }

    private static ConnectionView of(PastConnection past) {
        @Nullable Instant closedAt = past.closedAt();
        return new ConnectionView(
                past.id(),
                past.openedAt(),
                closedAt,
                past.node(),
                past.epoch(),
                past.remoteAddress(),
                past.protocol(),
                past.securityProfile(),
                past.closeCode(),
                past.cause(),
                past.closeReason(),
                closedAt == null
                        ? null
                        : Duration.between(past.openedAt(), closedAt).toSeconds());
    }
}
