package com.flexicharge.charger.certificate;

import com.flexicharge.shared.config.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.PEMException;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;

/**
 * The certificate and key that sign chargers' certificates, known to belong together.
 *
 * @param chain the signing certificate first, then those above it
 */
public record AuthorityKeys(List<X509CertificateHolder> chain, PrivateKey key) {
    private static final String CERTIFICATE = "CHARGER_CA_CERT";
    private static final String KEY = "CHARGER_CA_KEY";

    /** A chain may have 10,000 characters on the wire (CertificateSigned.req); the leaf with the longest key has under 3,000. */
    private static final int MAX_CHAIN_CHARACTERS = 7_000;

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
        var chain = chain(settings, certificate.get());
        var privateKey = key(settings, key.get());
        return chain.isEmpty() || privateKey.isEmpty() ? Optional.empty() : pair(settings, chain, privateKey.get());
    }

    @Override
    public String toString() {
        return "AuthorityKeys[" + chain.get(0).getSubject() + "]";
    }

    private static List<X509CertificateHolder> chain(Settings settings, Path file) {
        var chain = Pem.certificates(text(file));
        if (chain.isEmpty()) {
            settings.fault(CERTIFICATE, "holds no certificate in PEM");
            return List.of();
        }
        if (!maySign(chain.get(0))) {
            settings.fault(CERTIFICATE, "is not the certificate of a CA: its first certificate may not sign others");
            return List.of();
        }
        if (Pem.of(chain).length() > MAX_CHAIN_CHARACTERS) {
            settings.fault(CERTIFICATE, "is too long for OCPP; leave out certificates above the signing one");
            return List.of();
        }
        return chain;
    }

    private static boolean maySign(X509CertificateHolder certificate) {
        var constraints = BasicConstraints.fromExtensions(certificate.getExtensions());
        var usage = certificate.getExtension(Extension.keyUsage);
        return constraints != null
                && constraints.isCA()
                && (usage == null
                        || KeyUsage.fromExtensions(certificate.getExtensions()).hasUsages(KeyUsage.keyCertSign));
    }

    private static Optional<PrivateKey> key(Settings settings, Path file) {
        var key = Pem.privateKey(text(file)).flatMap(AuthorityKeys::usable);
        if (key.isEmpty()) {
            settings.fault(KEY, "holds no RSA or EC private key in PEM without a password (PKCS#8, PKCS#1 or SEC1)");
        }
        return key;
    }

    private static Optional<PrivateKey> usable(PrivateKeyInfo info) {
        try {
            var key = new JcaPEMKeyConverter()
                    .setProvider(new BouncyCastleProvider())
                    .getPrivateKey(info);
            return Optional.of(key).filter(made -> algorithm(made).isPresent());
        } catch (PEMException unreadable) {
            return Optional.empty();
        }
    }

    private static Optional<AuthorityKeys> pair(Settings settings, List<X509CertificateHolder> chain, PrivateKey key) {
        if (belongTogether(chain.get(0), key)) {
            return Optional.of(new AuthorityKeys(chain, key));
        }
        settings.fault(KEY, "is not the key of the certificate in " + CERTIFICATE);
        return Optional.empty();
    }

    /** Signs a text with one and checks it with the other: right for every kind of key. */
    private static boolean belongTogether(X509CertificateHolder certificate, PrivateKey key) {
        var provider = new BouncyCastleProvider();
        try {
            var signature = Signature.getInstance(algorithm(key).orElseThrow(), provider);
            signature.initSign(key);
            signature.update(new byte[] {1, 2, 3});
            var signed = signature.sign();
            signature.initVerify(
                    new JcaPEMKeyConverter().setProvider(provider).getPublicKey(certificate.getSubjectPublicKeyInfo()));
            signature.update(new byte[] {1, 2, 3});
            return signature.verify(signed);
        } catch (GeneralSecurityException | PEMException mismatch) {
            return false;
        }
    }

    /** What this kind of key signs with. */
    static Optional<String> algorithm(PrivateKey key) {
        return switch (key.getAlgorithm()) {
            case "RSA" -> Optional.of("SHA256withRSA");
            case "EC", "ECDSA" -> Optional.of("SHA256withECDSA");
            default -> Optional.empty();
        };
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            return "";
        }
    }
}
