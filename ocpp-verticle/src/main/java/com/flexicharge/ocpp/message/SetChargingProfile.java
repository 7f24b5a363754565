package com.flexicharge.ocpp.message;

/** Gives a connector, or with 0 the charger, a charging profile (OCPP 1.6 §5.16). */
public final class SetChargingProfile {
    private SetChargingProfile() {}

    public record Request(int connectorId, ChargingProfile csChargingProfiles) implements OcppRequest {}

    public record Response(Status status) implements OcppResponse {}

    public enum Status implements Word {
        ACCEPTED,
        REJECTED,
        NOT_SUPPORTED
    }
}
