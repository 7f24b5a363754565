package com.flexicharge.ocpp.message;

import java.util.Optional;

/** Removes the charging profiles that match, all with no criteria (OCPP 1.6 §5.5). */
public final class ClearChargingProfile {
    private ClearChargingProfile() {}

    public record Request(
            Optional<Integer> id,
            Optional<Integer> connectorId,
            Optional<ChargingProfilePurpose> chargingProfilePurpose,
            Optional<Integer> stackLevel)
            implements OcppRequest {}

    public record Response(Status status) implements OcppResponse {}

    public enum Status implements Word {
        ACCEPTED,
        UNKNOWN
    }
}
