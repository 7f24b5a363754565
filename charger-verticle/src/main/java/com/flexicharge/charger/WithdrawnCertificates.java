package com.flexicharge.charger;

import com.flexicharge.shared.contract.charger.Admission.ClientCertificate;
import io.vertx.core.Future;

/** Which certificates of chargers hold no more, although their issuer and their times are right. */
@FunctionalInterface
public interface WithdrawnCertificates {
    /**
     * Whether this certificate, which bears the charger's name and was verified by the TLS layer, is not to be accepted any more. A
     * failed future keeps the charger out.
     */
    Future<Boolean> isWithdrawn(int connectorID, ClientCertificate certificate);
}
