package com.flexicharge.ocpp.message;

import com.flexicharge.ocpp.message.shape.Length;

/** A charger asks for its certificate to be signed (security extension §5). */
public final class SignCertificate {
    private SignCertificate() {}

    /** @param csr PEM */
    public record Request(@Length(5500) String csr) implements OcppRequest {}

    public record Response(Status status) implements OcppResponse {}

    public enum Status implements Word {
        ACCEPTED,
        REJECTED
    }
}
