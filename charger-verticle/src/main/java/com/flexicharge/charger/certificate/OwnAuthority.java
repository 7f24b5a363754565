package com.flexicharge.charger.certificate;

import com.flexicharge.shared.contract.Reason;
import com.flexicharge.shared.contract.Refusal;
import io.vertx.core.Future;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Signs with a key of our own. */
final class OwnAuthority implements CertificateAuthority {
    private static final Duration VALIDITY = Duration.ofDays(365);

    /** Chargers' clocks may be behind ours. */
    private static final Duration BEFORE = Duration.ofHours(1);

    private static final int SERIAL_BITS = 128;

    private final AuthorityKeys authority;
    private final SigningWorkers workers;
    private final SecureRandom random = new SecureRandom();

    OwnAuthority(AuthorityKeys authority, SigningWorkers workers) {
        this.authority = authority;
        this.workers = workers;
    }

    @Override
    public Future<String> sign(SigningRequest request, Instant at) {
        return workers.run(() -> signNow(request, at));
    }

    private String signNow(SigningRequest request, Instant at)
            throws IOException, GeneralSecurityException, OperatorCreationException {
        var own = authority.chain().get(0);
        if (!own.isValidOn(Date.from(at))) {
            throw Refusal.of(
                    Reason.UNAVAILABLE,
                    "chargerAuthorityExpired",
                    "The certificate in CHARGER_CA_CERT is not valid now; replace it.");
        }
        var chain = new ArrayList<X509CertificateHolder>();
        chain.add(leaf(own, request, at));
        chain.addAll(authority.chain());
        return Pem.of(chain);
    }

    private X509CertificateHolder leaf(X509CertificateHolder own, SigningRequest request, Instant at)
            throws IOException, GeneralSecurityException, OperatorCreationException {
        var builder = new X509v3CertificateBuilder(
                own.getSubject(),
                serialNumber(),
                Date.from(later(own.getNotBefore().toInstant(), at.minus(BEFORE))),
                Date.from(earlier(own.getNotAfter().toInstant(), at.plus(VALIDITY))),
                subject(request),
                request.publicKey());
        addExtensions(builder, own, request);
        var algorithm = AuthorityKeys.algorithm(authority.key()).orElseThrow();
        return builder.build(new JcaContentSignerBuilder(algorithm)
                .setProvider(new BouncyCastleProvider())
                .build(authority.key()));
    }

    private static void addExtensions(
            X509v3CertificateBuilder builder, X509CertificateHolder own, SigningRequest request)
            throws IOException, GeneralSecurityException {
        var ids = new JcaX509ExtensionUtils();
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
        builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_clientAuth));
        builder.addExtension(
                Extension.subjectKeyIdentifier, false, ids.createSubjectKeyIdentifier(request.publicKey()));
        builder.addExtension(Extension.authorityKeyIdentifier, false, ids.createAuthorityKeyIdentifier(own));
        if (request.namesItself()) {
            builder.addExtension(
                    Extension.subjectAlternativeName,
                    false,
                    new GeneralNames(new GeneralName(GeneralName.dNSName, request.commonName())));
        }
    }

    private static X500Name subject(SigningRequest request) {
        var subject = new X500NameBuilder(BCStyle.INSTANCE);
        request.organisation().ifPresent(organisation -> subject.addRDN(BCStyle.O, organisation));
        return subject.addRDN(BCStyle.CN, request.commonName()).build();
    }

    /** Never 0 (RFC 5280 §4.1.2.2). */
    private BigInteger serialNumber() {
        var number = new BigInteger(SERIAL_BITS, random);
        return number.signum() == 0 ? BigInteger.ONE : number;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
