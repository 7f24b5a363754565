package com.flexicharge.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Date;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;
import org.jspecify.annotations.Nullable;

/** A certificate authority made for one test, and what TLS needs of it. */
public final class TestAuthority {
    private static final char[] NO_PASSWORD = {};
    private static final AtomicLong SERIAL_NUMBERS = new AtomicLong(1_000);

    private final Issued own;

    private TestAuthority(Issued own) {
        this.own = own;
    }

    /** A certificate with its key. */
    public record Issued(X509Certificate certificate, KeyPair keys) {
        public String certificatePem() {
            return pem("CERTIFICATE", encoded(certificate));
        }

        /** PKCS#8. */
        public String keyPem() {
            return pem("PRIVATE KEY", keys.getPrivate().getEncoded());
        }

        public void writeTo(Path certificateFile, Path keyFile) {
            try {
                Files.writeString(certificateFile, certificatePem());
                Files.writeString(keyFile, keyPem());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    public static TestAuthority named(String commonName) {
        var keys = ecKeys();
        var subject = new X500Name("CN=" + commonName);
        var now = Instant.now();
        return new TestAuthority(issue(subject, keys, subject, keys, now.minus(2, ChronoUnit.DAYS), now, true, null));
    }

    public String certificatePem() {
        return own.certificatePem();
    }

    public String keyPem() {
        return own.keyPem();
    }

    public X509Certificate certificate() {
        return own.certificate();
    }

    /** For a server at 127.0.0.1. */
    public Issued server() {
        return issued(
                "127.0.0.1", Instant.now(), new GeneralNames(new GeneralName(GeneralName.iPAddress, "127.0.0.1")));
    }

    public Issued client(String commonName) {
        return issued(commonName, Instant.now(), null);
    }

    /** Its year was over yesterday. */
    public Issued expiredClient(String commonName) {
        return issued(commonName, Instant.now().minus(366, ChronoUnit.DAYS), null);
    }

    private Issued issued(String commonName, Instant from, @Nullable GeneralNames names) {
        var issuer = new X500Name(own.certificate().getSubjectX500Principal().getName());
        return issue(
                issuer,
                own.keys(),
                new X500Name("CN=" + commonName),
                ecKeys(),
                from.minus(1, ChronoUnit.DAYS),
                from,
                false,
                names);
    }

    private static Issued issue(
            X500Name issuer,
            KeyPair issuersKeys,
            X500Name subject,
            KeyPair keys,
            Instant notBefore,
            Instant from,
            boolean authority,
            @Nullable GeneralNames names) {
        try {
            var builder = new JcaX509v3CertificateBuilder(
                    issuer,
                    BigInteger.valueOf(SERIAL_NUMBERS.incrementAndGet()),
                    Date.from(notBefore),
                    Date.from(from.plus(365, ChronoUnit.DAYS)),
                    subject,
                    keys.getPublic());
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
            if (names != null) {
                builder.addExtension(Extension.subjectAlternativeName, false, names);
            }
            var certificate = new JcaX509CertificateConverter().getCertificate(builder.build(signer(issuersKeys)));
            return new Issued(certificate, keys);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("No certificate could be made", e);
        }
    }

    public static KeyPair rsaKeys(int bits) {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(bits);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** P-256. */
    public static KeyPair ecKeys() {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @param subject like {@code CN=CP1,O=Operator}. @return PKCS#10 as PEM */
    public static String signingRequest(KeyPair keys, String subject) {
        try {
            var request = new JcaPKCS10CertificationRequestBuilder(new X500Name(subject), keys.getPublic())
                    .build(signer(keys));
            return pem("CERTIFICATE REQUEST", request.getEncoded());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ContentSigner signer(KeyPair keys) {
        var algorithm = keys.getPrivate().getAlgorithm().equals("RSA") ? "SHA256withRSA" : "SHA256withECDSA";
        try {
            return new JcaContentSignerBuilder(algorithm).build(keys.getPrivate());
        } catch (OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** TLS of a client that trusts this authority alone, and shows nothing. */
    public SSLContext trusted() {
        return context(null);
    }

    /** TLS of a client that trusts this authority alone, and shows this certificate. */
    public SSLContext trustedShowing(Issued client) {
        return context(client);
    }

    private SSLContext context(@Nullable Issued client) {
        try {
            var trust = KeyStore.getInstance("PKCS12");
            trust.load(null, NO_PASSWORD);
            trust.setCertificateEntry("authority", own.certificate());
            var trustManagers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trustManagers.init(trust);
            var keyManagers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            var keys = KeyStore.getInstance("PKCS12");
            keys.load(null, NO_PASSWORD);
            if (client != null) {
                keys.setKeyEntry(
                        "client", client.keys().getPrivate(), NO_PASSWORD, new Certificate[] {client.certificate()});
            }
            keyManagers.init(keys, NO_PASSWORD);
            var context = SSLContext.getInstance("TLS");
            context.init(keyManagers.getKeyManagers(), trustManagers.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("No TLS could be set up", e);
        }
    }

    private static byte[] encoded(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String pem(String what, byte[] content) {
        var lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        return "-----BEGIN " + what + "-----\n" + lines + "\n-----END " + what + "-----\n";
    }
}
