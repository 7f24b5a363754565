package com.flexicharge.ocpp.message;

import com.flexicharge.ocpp.message.shape.Length;
import java.util.Optional;

/** A charger started (OCPP 1.6 §4.2). */
public final class BootNotification {
    private BootNotification() {}

    public record Request(
            @Length(20) String chargePointVendor,
            @Length(20) String chargePointModel,
            @Length(25) Optional<String> chargePointSerialNumber,
            @Length(25) Optional<String> chargeBoxSerialNumber,
            @Length(50) Optional<String> firmwareVersion,
            @Length(20) Optional<String> iccid,
            @Length(20) Optional<String> imsi,
            @Length(25) Optional<String> meterType,
            @Length(25) Optional<String> meterSerialNumber)
            implements OcppRequest {}

    /** @param interval seconds between heartbeats */
    public record Response(Status status, ChargerTime currentTime, int interval) implements OcppResponse {}

    public enum Status implements Word {
        ACCEPTED,
        PENDING,
        REJECTED
    }
}
