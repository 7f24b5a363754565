package com.flexicharge.ocpp.message;

/** Frees a plug (OCPP 1.6 §5.18). */
public final class UnlockConnector {
    private UnlockConnector() {}

    public record Request(int connectorId) implements OcppRequest {}

    public record Response(Status status) implements OcppResponse {}

    public enum Status implements Word {
        UNLOCKED,
        UNLOCK_FAILED,
        NOT_SUPPORTED
    }
}
