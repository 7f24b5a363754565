package com.flexicharge.launcher.e2e;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.concurrent.atomic.AtomicInteger;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Signs certificates as a test needs them. */
final class TestAuthority {
    /** A certificate, its key, and who signed it. */
    record Issued(X509Certificate certificate, PrivateKey key, X509Certificate issuer) {
        /** The chain and the key as two files. */
        void writeTo(Path chain, Path keyFile) {
            write(chain, pem("CERTIFICATE", encoded(certificate)) + pem("CERTIFICATE", encoded(issuer)));
            write(keyFile, pem("PRIVATE KEY", key.getEncoded()));
        }

        KeyStore asKeyStore() {
            try {
                var store = KeyStore.getInstance("PKCS12");
                store.load(null, null);
                store.setKeyEntry("own", key, new char[0], new Certificate[] {certificate, issuer});
                return store;
            } catch (GeneralSecurityException | IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static final AtomicInteger SERIAL_NUMBERS = new AtomicInteger(0xA0);

    private final String name;
    private final KeyPair keys = newKeys();
    private final X509Certificate certificate;

    TestAuthority(String name) {
        this.name = name;
        this.certificate = sign(name, keys, true, Instant.now().plus(Duration.ofDays(10)));
    }

    X509Certificate certificate() {
        return certificate;
    }

    void writeTo(Path file) {
        write(file, pem("CERTIFICATE", encoded(certificate)));
    }

    Issued issue(String commonName) {
        return issueUntil(commonName, Instant.now().plus(Duration.ofDays(5)));
    }

    Issued issueUntil(String commonName, Instant notAfter) {
        var own = newKeys();
        return new Issued(sign(commonName, own, false, notAfter), own.getPrivate(), certificate);
    }

    private X509Certificate sign(String commonName, KeyPair own, boolean isAuthority, Instant notAfter) {
        try {
            var builder = new JcaX509v3CertificateBuilder(
                    new X500Name("CN=" + name),
                    BigInteger.valueOf(SERIAL_NUMBERS.incrementAndGet()),
                    Date.from(Instant.now().minus(Duration.ofDays(10))),
                    Date.from(notAfter),
                    new X500Name("CN=" + commonName),
                    own.getPublic());
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(isAuthority));
            if (!isAuthority) {
                var local = new GeneralNames(new GeneralName(GeneralName.iPAddress, "127.0.0.1"));
                builder.addExtension(Extension.subjectAlternativeName, false, local);
            }
            return new JcaX509CertificateConverter()
                    .getCertificate(
                            builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate())));
        } catch (GeneralSecurityException | CertIOException | OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyPair newKeys() {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] encoded(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String pem(String kind, byte[] content) {
        var lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        return "-----BEGIN " + kind + "-----\n" + lines + "\n-----END " + kind + "-----\n";
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
