package com.flexicharge.shared.contract.charger;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A connector's status as its charger reported it.
 *
 * @param connector  OCPP index; 0 is the charger itself
 * @param statusAt   the charger's time; absent when it gave none that can be read
 * @param statusRaw  that time as sent
 * @param receivedAt our time
 * @param epoch      of the socket it came on; absent in reports of the past
 */
public record StatusReport(
        int connectorID,
        int connector,
        ConnectorStatus status,
        String errorCode,
        @Nullable String info,
        @Nullable String vendorID,
        @Nullable String vendorErrorCode,
        @Nullable Instant statusAt,
        @Nullable String statusRaw,
        Instant receivedAt,
        @Nullable Long epoch) {
    /** Of whatever socket. */
    public StatusReport(
            int connectorID,
            int connector,
            ConnectorStatus status,
            String errorCode,
            @Nullable String info,
            @Nullable String vendorID,
            @Nullable String vendorErrorCode,
            @Nullable Instant statusAt,
            @Nullable String statusRaw,
            Instant receivedAt) {
        this(
                connectorID,
                connector,
                status,
                errorCode,
                info,
                vendorID,
                vendorErrorCode,
                statusAt,
                statusRaw,
                receivedAt,
                null);
    }
}
