package com.flexicharge.ocpp.message;

import com.flexicharge.ocpp.message.shape.Length;
import java.util.Optional;

/** Asks a charger to fetch, check and install signed firmware (security extension §5). */
public final class SignedUpdateFirmware {
    private SignedUpdateFirmware() {}

    /** @param retryInterval seconds */
    public record Request(Optional<Integer> retries, Optional<Integer> retryInterval, int requestId, Firmware firmware)
            implements OcppRequest {}

    public record Response(Status status) implements OcppResponse {}

    public enum Status implements Word {
        ACCEPTED,
        REJECTED,
        ACCEPTED_CANCELED,
        INVALID_CERTIFICATE,
        REVOKED_CERTIFICATE
    }

    /**
     * @param location           URL of the firmware
     * @param signingCertificate PEM
     * @param signature          base64
     */
    public record Firmware(
            @Length(512) String location,
            ChargerTime retrieveDateTime,
            Optional<ChargerTime> installDateTime,
            @Length(5500) String signingCertificate,
            @Length(800) String signature) {}
}
