package com.flexicharge.shared.contract.charger;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What one connector last reported.
 *
 * @param connector the OCPP index in its charger: 1, 2, …; 0 is the charger itself
 * @param updatedAt when the report counts from: the charger's time where usable, else receipt
 */
public record Connector(
        int connector,
        ConnectorStatus status,
        String errorCode,
        @Nullable String info,
        @Nullable String vendorErrorCode,
        Instant updatedAt) {}
