package com.flexicharge.charger.certificate;

import io.vertx.core.Future;
import java.time.Instant;

/** Who signs chargers' certificates; one outside may stand behind it, hence the future. */
interface CertificateAuthority {
    /**
     * @param at what the certificate's validity begins around
     * @return PEM, leaf first, with what is above it; fails with UNAVAILABLE when it cannot sign now
     */
    Future<String> sign(SigningRequest request, Instant at);
}
