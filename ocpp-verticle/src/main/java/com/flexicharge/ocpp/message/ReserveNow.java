package com.flexicharge.ocpp.message;

import com.flexicharge.ocpp.message.shape.Length;
import java.util.Optional;

/** Holds a connector, or with 0 the charger, for an id tag (OCPP 1.6 §5.13). */
public final class ReserveNow {
    private ReserveNow() {}

    public record Request(
            int connectorId,
            ChargerTime expiryDate,
            @Length(20) String idTag,
            @Length(20) Optional<String> parentIdTag,
            int reservationId)
            implements OcppRequest {}

    public record Response(Status status) implements OcppResponse {}

    public enum Status implements Word {
        ACCEPTED,
        FAULTED,
        OCCUPIED,
        REJECTED,
        UNAVAILABLE
    }
}
