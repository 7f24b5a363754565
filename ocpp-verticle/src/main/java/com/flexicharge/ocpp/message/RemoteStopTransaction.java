package com.flexicharge.ocpp.message;

/** Asks a charger to stop charging (OCPP 1.6 §5.12). */
public final class RemoteStopTransaction {
    private RemoteStopTransaction() {}

    public record Request(long transactionId) implements OcppRequest {}

    public record Response(Status status) implements OcppResponse {}

    public enum Status implements Word {
        ACCEPTED,
        REJECTED
    }
}
