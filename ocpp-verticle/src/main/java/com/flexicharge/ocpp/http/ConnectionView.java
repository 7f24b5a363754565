package com.flexicharge.ocpp.http;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.flexicharge.shared.contract.ocpp.MessageLogEndpoints.PastConnection;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A socket of a charger as operators see it.
 *
 * @param id       its place in the list, not shown
 * @param closedAt absent: still open, or nobody knows yet that it is not
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
        @Nullable String cause) {
    static List<ConnectionView> of(List<PastConnection> connections) {
        return connections.stream()
                .map(past -> new ConnectionView(
                        past.id(),
                        past.openedAt(),
                        past.closedAt(),
                        past.node(),
                        past.epoch(),
                        past.remoteAddress(),
                        past.protocol(),
                        past.securityProfile(),
                        past.closeCode(),
                        past.cause()))
                .toList();
    }
}
