package com.flexicharge.ocpp.message;

import java.util.List;
import java.util.Optional;

/** Asks which root certificates a charger has (security extension §5). */
public final class GetInstalledCertificateIds {
    private GetInstalledCertificateIds() {}

    public record Request(CertificateUse certificateType) implements OcppRequest {}

    public record Response(Status status, Optional<List<CertificateHashData>> certificateHashData)
            implements OcppResponse {
        public Response {
            certificateHashData = certificateHashData.map(List::copyOf);
        }
    }

    public enum Status implements Word {
        ACCEPTED,
        NOT_FOUND
    }
}
