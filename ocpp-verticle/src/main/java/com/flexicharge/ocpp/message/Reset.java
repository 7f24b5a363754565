package com.flexicharge.ocpp.message;

/** Restarts a charger (OCPP 1.6 §5.14). */
public final class Reset {
    private Reset() {}

    public record Request(Type type) implements OcppRequest {}

    public record Response(Status status) implements OcppResponse {}

    public enum Type implements Word {
        HARD,
        SOFT
    }

    public enum Status implements Word {
        ACCEPTED,
        REJECTED
    }
}
