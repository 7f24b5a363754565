package com.flexicharge.charger.certificate;

import com.flexicharge.shared.contract.Reason;
import com.flexicharge.shared.contract.Refusal;
import java.io.IOException;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSAPublicKey;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.bouncycastle.pkcs.PKCSException;

/**
 * A charger's request for a certificate (PKCS#10) whose form, key and signature hold up. Whose it is, is checked by {@link
 * #mustBeOf}.
 *
 * @param namesItself whether its subject alternative names hold the common name as a DNS name
 */
record SigningRequest(
        String commonName, Optional<String> organisation, boolean namesItself, SubjectPublicKeyInfo publicKey) {
    /** SignCertificate.req: csr (security extension §5). */
    static final int MAX_CHARACTERS = 5_500;

    /** ub-organization-name (RFC 5280 appendix A.1); a longer one could make the chain longer than OCPP allows. */
    private static final int MAX_ORGANISATION = 64;

    private static final int MIN_RSA_BITS = 2048;
    /** Above this, checking one signature takes longer than anybody has a key for. */
    private static final int MAX_RSA_BITS = 8192;

    private static final BigInteger MAX_RSA_EXPONENT = BigInteger.ONE.shiftLeft(64);

    /** P-224 to P-521. */
    private static final Set<ASN1ObjectIdentifier> CURVES = Set.of(
            SECObjectIdentifiers.secp224r1,
            SECObjectIdentifiers.secp256r1,
            SECObjectIdentifiers.secp384r1,
            SECObjectIdentifiers.secp521r1);

    /** SHA-256 or better. */
    private static final Set<ASN1ObjectIdentifier> SIGNATURES = Set.of(
            PKCSObjectIdentifiers.sha256WithRSAEncryption,
            PKCSObjectIdentifiers.sha384WithRSAEncryption,
            PKCSObjectIdentifiers.sha512WithRSAEncryption,
            X9ObjectIdentifiers.ecdsa_with_SHA256,
            X9ObjectIdentifiers.ecdsa_with_SHA384,
            X9ObjectIdentifiers.ecdsa_with_SHA512);

    /** Slow: it verifies a signature. Throws INVALID {@code invalidCsr} with what is wrong. */
    static SigningRequest read(String pem) {
        if (pem.length() > MAX_CHARACTERS) {
            throw refusal("The request has more than " + MAX_CHARACTERS + " characters.");
        }
        var request = Pem.request(pem).orElseThrow(() -> refusal("The text is no PKCS#10 request in PEM."));
        try {
            checkKey(request.getSubjectPublicKeyInfo());
            checkSignature(request);
            var commonName = name(request, BCStyle.CN).orElseThrow(() -> refusal("The subject has no common name."));
            var organisation = name(request, BCStyle.O);
            if (organisation.filter(text -> text.length() > MAX_ORGANISATION).isPresent()) {
                throw refusal("The organisation has more than " + MAX_ORGANISATION + " characters.");
            }
            return new SigningRequest(
                    commonName, organisation, namesItself(request, commonName), request.getSubjectPublicKeyInfo());
        } catch (IllegalArgumentException | ClassCastException | IllegalStateException unreadable) {
            throw refusal("The request cannot be read.");
        }
    }

    /**
     * Throws INVALID {@code invalidCsr} unless it is this charger's.
     *
     * @param cpoName the charger's own configuration key; empty: any organisation will do
     */
    void mustBeOf(Set<String> names, Optional<String> cpoName) {
        if (!names.contains(commonName)) {
            throw refusal("The common name is neither the charger's identity nor one of its serial numbers.");
        }
        if (cpoName.isPresent() && !organisation.equals(cpoName)) {
            throw refusal("The organisation is not the charger's CpoName.");
        }
    }

    private static void checkKey(SubjectPublicKeyInfo key) {
        var algorithm = key.getAlgorithm();
        if (algorithm.getAlgorithm().equals(PKCSObjectIdentifiers.rsaEncryption)) {
            checkRsa(key);
        } else if (!algorithm.getAlgorithm().equals(X9ObjectIdentifiers.id_ecPublicKey)) {
            throw refusal("The key is neither RSA nor EC.");
        } else if (!(algorithm.getParameters() instanceof ASN1ObjectIdentifier curve) || !CURVES.contains(curve)) {
            throw refusal("The EC key is on none of the curves P-224, P-256, P-384, P-521.");
        }
    }

    private static void checkRsa(SubjectPublicKeyInfo info) {
        RSAPublicKey key;
        try {
            key = RSAPublicKey.getInstance(info.parsePublicKey());
        } catch (IOException unreadable) {
            throw refusal("The key cannot be read.");
        }
        var bits = key.getModulus().bitLength();
        if (bits < MIN_RSA_BITS || bits > MAX_RSA_BITS) {
            throw refusal("The RSA key must have " + MIN_RSA_BITS + " to " + MAX_RSA_BITS + " bits, not " + bits + ".");
        }
        if (key.getPublicExponent().compareTo(MAX_RSA_EXPONENT) > 0) {
            throw refusal("The RSA key's public exponent has more than 64 bits.");
        }
    }

    private static void checkSignature(PKCS10CertificationRequest request) {
        if (!SIGNATURES.contains(request.getSignatureAlgorithm().getAlgorithm())) {
            throw refusal("The request must be signed with SHA-256, SHA-384 or SHA-512, by RSA or ECDSA.");
        }
        try {
            var verifier = new JcaContentVerifierProviderBuilder()
                    .setProvider(new BouncyCastleProvider())
                    .build(request.getSubjectPublicKeyInfo());
            if (request.isSignatureValid(verifier)) {
                return;
            }
        } catch (OperatorCreationException | PKCSException unusable) {
            throw refusal("The request's signature cannot be checked.");
        }
        throw refusal("The request's signature is not that of its key.");
    }

    private static Optional<String> name(PKCS10CertificationRequest request, ASN1ObjectIdentifier type) {
        return Arrays.stream(request.getSubject().getRDNs(type))
                .findFirst()
                .map(name -> name.getFirst().getValue())
                .filter(ASN1String.class::isInstance)
                .map(value -> ((ASN1String) value).getString())
                .filter(text -> !text.isEmpty() && text.indexOf('\0') < 0);
    }

    private static boolean namesItself(PKCS10CertificationRequest request, String commonName) {
        var extensions = request.getRequestedExtensions();
        var names =
                extensions == null ? null : GeneralNames.fromExtensions(extensions, Extension.subjectAlternativeName);
        return names != null
                && Arrays.stream(names.getNames())
                        .anyMatch(name -> name.getTagNo() == GeneralName.dNSName
                                && name.getName().toString().equals(commonName));
    }

    private static Refusal refusal(String why) {
        return Refusal.of(Reason.INVALID, "invalidCsr", why);
    }
}
