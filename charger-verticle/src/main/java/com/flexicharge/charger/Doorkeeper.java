package com.flexicharge.charger;

import com.flexicharge.charger.Proof.By;
import com.flexicharge.shared.contract.charger.Admission.Admit;
import com.flexicharge.shared.contract.charger.Admission.ClientCertificate;
import com.flexicharge.shared.contract.charger.Admission.Transport;
import io.vertx.core.Future;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/**
 * Holds a socket to its charger's security profile, and to the door's (OCPP 1.6 security whitepaper §2): 0 nothing, 1 its password,
 * 2 its password over TLS, 3 its certificate over TLS. Lives on the verticle's event loop.
 */
final class Doorkeeper {
    private final Credentials credentials;
    private final WithdrawnCertificates withdrawn;
    private final Clock clock;

    Doorkeeper(Credentials credentials, WithdrawnCertificates withdrawn, Clock clock) {
        this.credentials = credentials;
        this.withdrawn = withdrawn;
        this.clock = clock;
    }

    /** Fails with UNAUTHENTICATED when what is proved is wrong or not enough; with BUSY when too many passwords are checked. */
    Future<Proof> check(Admit ask, Identity identity) {
        var least = Math.max(identity.profile(), ask.leastSecurityProfile());
        return prove(ask, identity)
                .compose(proof -> proof.securityProfile() >= least
                        ? Future.succeededFuture(proof)
                        : Future.failedFuture(Refusals.credentialsNeeded()));
    }

    private Future<Proof> prove(Admit ask, Identity identity) {
        @Nullable ClientCertificate certificate = ask.transport().certificate();
        return certificate != null && ask.transport().tls() && bearsNameOf(identity, certificate)
                ? withdrawn
                        .isWithdrawn(identity.connectorID(), certificate)
                        .compose(gone -> gone
                                ? Future.failedFuture(Refusals.credentialsNeeded())
                                : Future.succeededFuture(new Proof(3, By.CERTIFICATE)))
                : credentials
                        .check(ask, identity.passwordHash(), identity.previousHashAt(clock.instant()))
                        .map(by -> new Proof(profileOf(by, ask.transport()), by));
    }

    /** Another charger's certificate is as good as none. */
    private static boolean bearsNameOf(Identity identity, ClientCertificate certificate) {
        @Nullable String commonName = certificate.commonName();
        return (commonName != null && identity.names().contains(commonName))
                || certificate.alternativeNames().stream().anyMatch(identity.names()::contains);
    }

    private static int profileOf(By by, Transport transport) {
        return switch (by) {
            case NOTHING -> 0;
            case PASSWORD, PREVIOUS_PASSWORD -> transport.tls() ? 2 : 1;
            case CERTIFICATE -> 3;
        };
    }
}
