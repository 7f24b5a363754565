package com.flexicharge.ocpp.message;

/** A charger is alive and asks the time (OCPP 1.6 §4.6). */
public final class Heartbeat {
    private Heartbeat() {}

    public record Request() implements OcppRequest {}

    public record Response(ChargerTime currentTime) implements OcppResponse {}
}
