package com.flexicharge.ocpp.message;

/** Gives up a reservation (OCPP 1.6 §5.1). */
public final class CancelReservation {
    private CancelReservation() {}

    public record Request(int reservationId) implements OcppRequest {}

    public record Response(Status status) implements OcppResponse {}

    public enum Status implements Word {
        ACCEPTED,
        REJECTED
    }
}
