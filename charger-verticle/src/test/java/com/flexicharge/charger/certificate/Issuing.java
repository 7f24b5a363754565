package com.flexicharge.charger.certificate;

import java.io.IOException;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;

/** Keys, requests and roots made for tests. */
public final class Issuing {
    static final Instant FROM = Instant.parse("2026-01-01T00:00:00Z");

    private Issuing() {}

    static KeyPair rsa(int bits) {
        return made("RSA", generator -> generator.initialize(bits));
    }

    static KeyPair ec(String curve) {
        return made("EC", generator -> generator.initialize(new ECGenParameterSpec(curve)));
    }

    private interface Prepare {
        void prepare(KeyPairGenerator generator) throws GeneralSecurityException;
    }

    private static KeyPair made(String algorithm, Prepare prepare) {
        try {
            var generator = KeyPairGenerator.getInstance(algorithm, new BouncyCastleProvider());
            prepare.prepare(generator);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    static String request(KeyPair keys, String subject) {
        return request(
                keys,
                keys,
                subject,
                keys.getPrivate().getAlgorithm().equals("RSA") ? "SHA256withRSA" : "SHA256withECDSA");
    }

    /** A request for one key, signed with another. */
    static String request(KeyPair keys, KeyPair signer, String subject, String algorithm, GeneralName... names) {
        try {
            var builder = new JcaPKCS10CertificationRequestBuilder(new X500Name(subject), keys.getPublic());
            if (names.length > 0) {
                var extensions = new ExtensionsGenerator();
                extensions.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(names));
                builder.addAttribute(PKCSObjectIdentifiers.pkcs_9_at_extensionRequest, extensions.generate());
            }
            return pem(builder.build(new JcaContentSignerBuilder(algorithm)
                    .setProvider(new BouncyCastleProvider())
                    .build(signer.getPrivate())));
        } catch (OperatorCreationException | IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Ten years long. */
    public static X509CertificateHolder root(KeyPair keys, String subject, boolean mayIssue) {
        var algorithm = keys.getPrivate().getAlgorithm().equals("RSA") ? "SHA256withRSA" : "SHA256withECDSA";
        var name = new X500Name(subject);
        try {
            return new JcaX509v3CertificateBuilder(
                            name,
                            BigInteger.valueOf(0xABCDEFL),
                            Date.from(FROM),
                            Date.from(FROM.plus(Duration.ofDays(3650))),
                            name,
                            keys.getPublic())
                    .addExtension(Extension.basicConstraints, true, new BasicConstraints(mayIssue))
                    .build(new JcaContentSignerBuilder(algorithm)
                            .setProvider(new BouncyCastleProvider())
                            .build(keys.getPrivate()));
        } catch (OperatorCreationException | IOException e) {
            throw new AssertionError(e);
        }
    }

    static String pem(Object object) {
        var text = new StringWriter();
        try (var writer = new JcaPEMWriter(text)) {
            writer.writeObject(object);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return text.toString();
    }

    /** As an operator sets an authority. */
    static Map<String, String> files(Path folder, String certificate, String key) {
        try {
            return Map.of(
                    "CHARGER_CA_CERT",
                            Files.writeString(folder.resolve("ca.pem"), certificate)
                                    .toString(),
                    "CHARGER_CA_KEY",
                            Files.writeString(folder.resolve("ca.key"), key).toString());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
