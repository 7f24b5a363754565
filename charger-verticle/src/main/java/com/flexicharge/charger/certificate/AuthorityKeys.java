package com.flexicharge.charger.certificate;

import com.flexicharge.shared.config.Settings;
import java.security.PrivateKey;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.cert.X509CertificateHolder;

/**
 * The certificate and key that sign chargers' certificates, known to belong together.
 *
 * @param chain the signing certificate first, then those above it
 */
public record AuthorityKeys(List<X509CertificateHolder> chain, PrivateKey key) {
    static final String CERTIFICATE = "CHARGER_CA_CERT";
    static final String KEY = "CHARGER_CA_KEY";

    public AuthorityKeys {
        chain = List.copyOf(chain);
    }

    /** Empty when neither is set, or when there is a fault. */
    public static Optional<AuthorityKeys> read(Settings settings) {
        var certificate = settings.file(CERTIFICATE);
        var key = settings.file(KEY);
        if (settings.isSet(CERTIFICATE) != settings.isSet(KEY)) {
            settings.fault(
                    settings.isSet(KEY) ? CERTIFICATE : KEY,
                    "is missing; " + CERTIFICATE + " and " + KEY + " are set both or not at all");
        }
        if (certificate.isEmpty() || key.isEmpty()) {
            return Optional.empty();
        }
        return new AuthorityFiles(settings).read(certificate.get(), key.get());
    }

    @Override
    public String toString() {
        return "AuthorityKeys[" + chain.get(0).getSubject() + "]";
    }

    /** What this kind of key signs with. */
    static Optional<String> algorithm(PrivateKey key) {
        return switch (key.getAlgorithm()) {
            case "RSA" -> Optional.of("SHA256withRSA");
            case "EC", "ECDSA" -> Optional.of("SHA256withECDSA");
            default -> Optional.empty();
        };
    }
}
