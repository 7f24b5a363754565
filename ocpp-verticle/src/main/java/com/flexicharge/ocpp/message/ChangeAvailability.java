package com.flexicharge.ocpp.message;

/** Puts a connector, or with 0 the charger, into or out of service (OCPP 1.6 §5.2). */
public final class ChangeAvailability {
    private ChangeAvailability() {}

    public record Request(int connectorId, Type type) implements OcppRequest {}

    public record Response(Status status) implements OcppResponse {}

    public enum Type implements Word {
        INOPERATIVE,
        OPERATIVE
    }

    public enum Status implements Word {
        ACCEPTED,
        REJECTED,
        SCHEDULED
    }
}
