package com.flexicharge.ocpp.log;

import com.flexicharge.shared.contract.Protocol;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A socket of a charger came or went. */
public sealed interface SocketEvent {
    /** @param securityProfile 0 without credentials, 1 Basic, 2 Basic over TLS, 3 client certificate */
    record Opened(
            int connectorID,
            String serialNumber,
            long epoch,
            String remoteAddress,
            Protocol protocol,
            int securityProfile,
            Instant at)
            implements SocketEvent {}

    /** @param closeReason text in the charger's close frame; absent: none */
    record Closed(
            int connectorID,
            long epoch,
            @Nullable Integer closeCode,
            @Nullable String closeReason,
            String cause,
            Instant at)
            implements SocketEvent {}
}
