package com.flexicharge.transaction;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A session somebody wants to begin, on its way into a row.
 *
 * @param paymentMethod {@code klarna} or {@code invoice}; absent: not decided
 * @param until         not started by then, it expires
 */
record Reservation(
        String userID,
        String idTag,
        int connectorID,
        int connector,
        Spot spot,
        @Nullable String protocol,
        @Nullable String paymentMethod,
        Instant until) {}
