package com.flexicharge.ocpp.message;

import com.flexicharge.ocpp.message.shape.Length;

/** Gives a charger a root certificate (security extension §5). */
public final class InstallCertificate {
    private InstallCertificate() {}

    /** @param certificate PEM */
    public record Request(
            CertificateUse certificateType, @Length(5500) String certificate) implements OcppRequest {}

    public record Response(Status status) implements OcppResponse {}

    public enum Status implements Word {
        ACCEPTED,
        FAILED,
        REJECTED
    }
}
