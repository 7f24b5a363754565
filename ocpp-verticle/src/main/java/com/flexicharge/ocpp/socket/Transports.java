package com.flexicharge.ocpp.socket;

import com.flexicharge.shared.contract.charger.Admission.ClientCertificate;
import com.flexicharge.shared.contract.charger.Admission.Transport;
import io.vertx.core.http.HttpServerRequest;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import javax.security.auth.x500.X500Principal;
import org.jspecify.annotations.Nullable;

/** How a request came to us, and what the other end proved in the TLS handshake. */
final class Transports {
    /** Kinds of an alternative name (RFC 5280 §4.2.1.6). */
    private static final List<Integer> DNS_NAME_AND_URI = List.of(2, 6);

    private Transports() {}

    /** @param clock a TLS session outlives its handshake, so that a certificate may have expired since: then it is none */
    static Transport of(HttpServerRequest request, Clock clock) {
        @Nullable SSLSession session = request.connection().sslSession();
        return session == null
                ? Transport.PLAIN
                : new Transport(
                        true,
                        shown(session)
                                .filter(certificate -> isOfToday(certificate, clock))
                                .map(Transports::read)
                                .orElse(null));
    }

    /** The TLS layer has verified it, else there would be no session. */
    private static Optional<X509Certificate> shown(SSLSession session) {
        try {
            return session.getPeerCertificates()[0] instanceof X509Certificate certificate
                    ? Optional.of(certificate)
                    : Optional.empty();
        } catch (SSLPeerUnverifiedException none) {
            return Optional.empty();
        }
    }

    private static boolean isOfToday(X509Certificate certificate, Clock clock) {
        var now = clock.instant();
        return !now.isBefore(certificate.getNotBefore().toInstant())
                && !now.isAfter(certificate.getNotAfter().toInstant());
    }

    static ClientCertificate read(X509Certificate certificate) {
        try {
            return new ClientCertificate(
                    commonName(certificate.getSubjectX500Principal()),
                    alternativeNames(certificate),
                    certificate.getIssuerX500Principal().getName(),
                    certificate.getSerialNumber().toString(16).toUpperCase(Locale.ROOT),
                    HexFormat.of()
                            .withUpperCase()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded())));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A verified certificate has an encoding, and every Java has SHA-256", e);
        }
    }

    /** The last one written, which RFC 2253 puts first, where there are several. */
    private static @Nullable String commonName(X500Principal subject) {
        try {
            return new LdapName(subject.getName())
                    .getRdns().stream()
                            .filter(part -> part.getType().equalsIgnoreCase("CN"))
                            .map(Rdn::getValue)
                            .filter(String.class::isInstance)
                            .map(String.class::cast)
                            .reduce((first, last) -> last)
                            .orElse(null);
        } catch (InvalidNameException noName) {
            return null;
        }
    }

    private static List<String> alternativeNames(X509Certificate certificate) {
        try {
            var names = Optional.ofNullable(certificate.getSubjectAlternativeNames());
            return names.orElse(List.of()).stream()
                    .filter(name -> name.get(0) instanceof Integer kind && DNS_NAME_AND_URI.contains(kind))
                    .map(name -> String.valueOf(name.get(1)))
                    .toList();
        } catch (CertificateParsingException unreadable) {
            return List.of();
        }
    }
}
