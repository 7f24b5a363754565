package com.flexicharge.charger.certificate;

import static com.flexicharge.charger.certificate.AuthorityKeys.CERTIFICATE;
import static com.flexicharge.charger.certificate.AuthorityKeys.KEY;

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
 * Reads what {@link AuthorityKeys} holds. A class of its own, so that a process without an authority does not open the jars of the
 * library: they are signed, and checking that takes longer than any other step of a start.
 */
final class AuthorityFiles {
    /** A chain may have 10,000 characters on the wire (CertificateSigned.req); the leaf with the longest key has under 3,000. */
    private static final int MAX_CHAIN_CHARACTERS = 7_000;

    private final Settings settings;

    AuthorityFiles(Settings settings) {
        this.settings = settings;
    }

    /** Empty when there is a fault. */
    Optional<AuthorityKeys> read(Path certificate, Path key) {
        var chain = chain(certificate);
        var privateKey = key(key);
        return chain.isEmpty() || privateKey.isEmpty() ? Optional.empty() : pair(chain, privateKey.get());
    }

    private List<X509CertificateHolder> chain(Path file) {
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

    private Optional<PrivateKey> key(Path file) {
        var key = Pem.privateKey(text(file)).flatMap(AuthorityFiles::usable);
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
            return Optional.of(key).filter(made -> AuthorityKeys.algorithm(made).isPresent());
        } catch (PEMException unreadable) {
            return Optional.empty();
        }
    }

    private Optional<AuthorityKeys> pair(List<X509CertificateHolder> chain, PrivateKey key) {
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
            var signature = Signature.getInstance(AuthorityKeys.algorithm(key).orElseThrow(), provider);
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

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            return "";
        }
    }
}
