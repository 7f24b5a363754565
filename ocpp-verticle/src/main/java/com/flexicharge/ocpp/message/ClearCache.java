package com.flexicharge.ocpp.message;

/** Empties the charger's cache of id tags (OCPP 1.6 §5.4). */
public final class ClearCache {
    private ClearCache() {}

    public record Request() implements OcppRequest {}

    public record Response(Status status) implements OcppResponse {}

    public enum Status implements Word {
        ACCEPTED,
        REJECTED
    }
}
