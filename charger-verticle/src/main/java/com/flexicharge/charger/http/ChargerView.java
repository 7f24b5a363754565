package com.flexicharge.charger.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.flexicharge.charger.Words;
import com.flexicharge.shared.contract.Protocol;
import com.flexicharge.shared.contract.charger.Charger;
import com.flexicharge.shared.contract.charger.Connector;
import com.flexicharge.shared.contract.charger.Location;
import com.flexicharge.shared.contract.charger.Registration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A charger as clients see it.
 *
 * @param registration left out for an accepted charger: others are shown to admins only
 * @param flapping     left out for a charger that does not connect again and again
 * @param clockDriftMillis by how much its clock is behind ours, negative: ahead; left out as long as that is not known
 */
record ChargerView(
        int connectorID,
        int chargePointID,
        List<Double> location,
        String serialNumber,
        String status,
        int statusCode,
        boolean connected,
        @Nullable Instant lastSeenAt,
        @Nullable String protocol,
        @Nullable String vendor,
        @Nullable String model,
        @Nullable String firmwareVersion,
        List<ConnectorView> connectors,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String registration,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Boolean flapping,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Long clockDriftMillis) {
    record ConnectorView(
            int connector,
            String status,
            String errorCode,
            @Nullable String info,
            @Nullable String vendorErrorCode,
            Instant updatedAt) {
        static ConnectorView of(Connector connector) {
            return new ConnectorView(
                    connector.connector(),
                    connector.status().word(),
                    connector.errorCode(),
                    connector.info(),
                    connector.vendorErrorCode(),
                    connector.updatedAt());
        }
    }

    static ChargerView of(Charger charger) {
        @Nullable Protocol protocol = charger.protocol();
        return new ChargerView(
                charger.connectorID(),
                charger.chargePointID(),
                pair(charger.location()),
                charger.serialNumber(),
                charger.status().word(),
                charger.status().statusCode(),
                charger.connected(),
                charger.lastSeenAt(),
                protocol == null ? null : protocol.word(),
                charger.vendor(),
                charger.model(),
                charger.firmwareVersion(),
                charger.connectors().stream().map(ConnectorView::of).toList(),
                charger.registration() == Registration.ACCEPTED ? null : Words.of(charger.registration()),
                charger.flapping() ? true : null,
                charger.clockDriftMillis());
    }

    static List<ChargerView> of(List<Charger> chargers) {
        return chargers.stream().map(ChargerView::of).toList();
    }

    /** {@code [latitude, longitude]}, the way round that every client knows. */
    static List<Double> pair(Location location) {
        return List.of(location.latitude(), location.longitude());
    }
}
