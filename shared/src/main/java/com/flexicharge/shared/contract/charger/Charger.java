package com.flexicharge.shared.contract.charger;

import com.flexicharge.shared.contract.Protocol;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A charger as the registry knows it.
 *
 * @param connectorID  the public number: what people type or scan; the key
 * @param serialNumber the charger's identity in its socket URL, 1…36 characters
 * @param status       of the whole charger; does not change when the socket comes or goes
 * @param hidden       the self-test's own: in no list, unknown over HTTP
 * @param flapping     it connects again and again
 * @param clockDriftMillis as last measured, see {@link ClockDrift}; absent: never
 */
public record Charger(
        int connectorID,
        int chargePointID,
        Location location,
        String serialNumber,
        ConnectorStatus status,
        boolean connected,
        @Nullable Instant lastSeenAt,
        @Nullable Protocol protocol,
        @Nullable String vendor,
        @Nullable String model,
        @Nullable String firmwareVersion,
        Registration registration,
        boolean hidden,
        List<Connector> connectors,
        boolean flapping,
        @Nullable Long clockDriftMillis) {
    /** One that does not flap, and whose clock was never measured. */
    public Charger(
            int connectorID,
            int chargePointID,
            Location location,
            String serialNumber,
            ConnectorStatus status,
            boolean connected,
            @Nullable Instant lastSeenAt,
            @Nullable Protocol protocol,
            @Nullable String vendor,
            @Nullable String model,
            @Nullable String firmwareVersion,
            Registration registration,
            boolean hidden,
            List<Connector> connectors) {
        this(
                connectorID,
                chargePointID,
                location,
                serialNumber,
                status,
                connected,
                lastSeenAt,
                protocol,
                vendor,
                model,
                firmwareVersion,
                registration,
                hidden,
                connectors,
                false,
                null);
    }

    public Charger {
        connectors = List.copyOf(connectors);
    }
}
