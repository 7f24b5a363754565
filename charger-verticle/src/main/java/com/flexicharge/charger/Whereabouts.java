package com.flexicharge.charger;

import com.flexicharge.shared.contract.Protocol;
import org.jspecify.annotations.Nullable;

/** Where a charger's socket is, or that it has none: then {@code node} is absent, or {@code connected} is false. */
record Whereabouts(
        int connectorID,
        String serialNumber,
        @Nullable String node,
        long epoch,
        @Nullable Protocol protocol,
        boolean connected) {}
