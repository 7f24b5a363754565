package com.flexicharge.ocpp.message;

/** Removes a root certificate from a charger (security extension §5). */
public final class DeleteCertificate {
    private DeleteCertificate() {}

    public record Request(CertificateHashData certificateHashData) implements OcppRequest {}

    public record Response(Status status) implements OcppResponse {}

    public enum Status implements Word {
        ACCEPTED,
        FAILED,
        NOT_FOUND
    }
}
