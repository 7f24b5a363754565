package com.flexicharge.ocpp.message;

import com.flexicharge.ocpp.message.shape.Length;
import java.util.Optional;

/** Asks a charger to start charging (OCPP 1.6 §5.11). */
public final class RemoteStartTransaction {
    private RemoteStartTransaction() {}

    public record Request(
            Optional<Integer> connectorId, @Length(20) String idTag, Optional<ChargingProfile> chargingProfile)
            implements OcppRequest {}

    public record Response(Status status) implements OcppResponse {}

    public enum Status implements Word {
        ACCEPTED,
        REJECTED
    }
}
