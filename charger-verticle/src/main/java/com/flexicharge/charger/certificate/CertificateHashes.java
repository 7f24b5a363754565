package com.flexicharge.charger.certificate;

import com.flexicharge.shared.contract.charger.CertificateEndpoints.CertificateHash;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.cert.X509CertificateHolder;
import org.jspecify.annotations.Nullable;

/**
 * How OCPP identifies a certificate: CertID of RFC 6960 §4.1.1, as hex. The serial number is hex without leading zeros (security
 * whitepaper, CertificateHashDataType).
 */
final class CertificateHashes {
    /** What ours are identified by, until a charger uses another. */
    static final String USUAL = "SHA256";

    /** OCPP's names, with Java's. */
    private static final Map<String, String> ALGORITHMS =
            Map.of("SHA256", "SHA-256", "SHA384", "SHA-384", "SHA512", "SHA-512");

    private CertificateHashes() {}

    /** Empty for no certificate, for one whose issuer's key is not in the chain, and for an algorithm that OCPP does not have. */
    static Optional<CertificateHash> of(List<X509CertificateHolder> chain, String algorithm) {
        @Nullable String name = ALGORITHMS.get(algorithm);
        if (chain.isEmpty() || name == null) {
            return Optional.empty();
        }
        var leaf = chain.get(0);
        return issuer(leaf, chain)
                .map(issuer -> new CertificateHash(
                        algorithm,
                        digest(name, encoded(leaf)),
                        digest(
                                name,
                                issuer.getSubjectPublicKeyInfo()
                                        .getPublicKeyData()
                                        .getOctets()),
                        leaf.getSerialNumber().toString(16)));
    }

    /** Letter case and leading zeros are each maker's own. */
    static boolean same(CertificateHash one, CertificateHash other) {
        return one.hashAlgorithm().equals(other.hashAlgorithm())
                && one.issuerNameHash().equalsIgnoreCase(other.issuerNameHash())
                && one.issuerKeyHash().equalsIgnoreCase(other.issuerKeyHash())
                && plain(one.serialNumber()).equals(plain(other.serialNumber()));
    }

    /** A serial number in hex as we write it. */
    static String plain(String serialNumber) {
        var digits = serialNumber.toLowerCase(Locale.ROOT).replaceFirst("^0+", "");
        return digits.isEmpty() ? "0" : digits;
    }

    private static Optional<X509CertificateHolder> issuer(
            X509CertificateHolder leaf, List<X509CertificateHolder> chain) {
        if (leaf.getIssuer().equals(leaf.getSubject())) {
            return Optional.of(leaf);
        }
        return chain.stream()
                .skip(1)
                .filter(above -> above.getSubject().equals(leaf.getIssuer()))
                .findFirst();
    }

    private static byte[] encoded(X509CertificateHolder certificate) {
        try {
            return certificate.getIssuer().getEncoded("DER");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String digest(String algorithm, byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
