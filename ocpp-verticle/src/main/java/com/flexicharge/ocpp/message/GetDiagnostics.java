package com.flexicharge.ocpp.message;

import com.flexicharge.ocpp.message.shape.Length;
import java.util.Optional;

/** Asks a charger to upload its diagnostics (OCPP 1.6 §5.9). */
public final class GetDiagnostics {
    private GetDiagnostics() {}

    /**
     * @param location      URL of the folder to upload to
     * @param retryInterval seconds
     */
    public record Request(
            String location,
            Optional<Integer> retries,
            Optional<Integer> retryInterval,
            Optional<ChargerTime> startTime,
            Optional<ChargerTime> stopTime)
            implements OcppRequest {}

    public record Response(@Length(255) Optional<String> fileName) implements OcppResponse {}
}
