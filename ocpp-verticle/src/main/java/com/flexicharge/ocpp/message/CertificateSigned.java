package com.flexicharge.ocpp.message;

import com.flexicharge.ocpp.message.shape.Length;

/** Brings a charger its signed certificate (security extension §5). */
public final class CertificateSigned {
    private CertificateSigned() {}

    /** @param certificateChain PEM, the leaf first */
    public record Request(@Length(10000) String certificateChain) implements OcppRequest {}

    public record Response(Status status) implements OcppResponse {}

    public enum Status implements Word {
        ACCEPTED,
        REJECTED
    }
}
