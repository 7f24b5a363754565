package com.flexicharge.ocpp.message;

import java.util.Optional;

/** Asks a charger to fetch and install firmware (OCPP 1.6 §5.19). */
public final class UpdateFirmware {
    private UpdateFirmware() {}

    /**
     * @param location      URL of the firmware
     * @param retryInterval seconds
     */
    public record Request(
            String location, Optional<Integer> retries, ChargerTime retrieveDate, Optional<Integer> retryInterval)
            implements OcppRequest {}

    public record Response() implements OcppResponse {}
}
