package com.flexicharge.charger.certificate;

import com.flexicharge.shared.contract.charger.CertificateEndpoints.CertificateHash;
import com.flexicharge.shared.contract.charger.CertificateEndpoints.CertificateKind;
import com.flexicharge.shared.contract.charger.CertificateEndpoints.CertificateState;
import com.flexicharge.shared.contract.charger.CertificateEndpoints.StoredCertificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.cert.X509CertificateHolder;
import org.jspecify.annotations.Nullable;

/**
 * A row as it is stored, or is to be.
 *
 * @param id           0 for a new one
 * @param csr          absent: an operator sent it, or only its hash is known
 * @param answeredAt   when the charger last spoke of it
 * @param handedOverAt when ocpp-verticle took it to send
 * @param holdsUntil   of a replaced one, until the new one is used
 */
record CertificateRow(
        long id,
        int connectorID,
        CertificateKind kind,
        @Nullable CertificateHash hash,
        @Nullable String pem,
        @Nullable String csr,
        CertificateState state,
        @Nullable String reason,
        @Nullable Instant validTo,
        @Nullable Instant answeredAt,
        @Nullable Instant handedOverAt,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant holdsUntil) {
    /** As long as a replaced password: a charger may accept a new certificate and fail to use it. */
    private static final Duration REPLACED_HOLDS = Duration.ofHours(24);

    /** One whose text is known; a text that is no certificate has no hash. */
    static CertificateRow ofText(int connectorID, CertificateKind kind, String pem, Instant at) {
        var chain = Pem.certificates(pem);
        return new CertificateRow(
                0,
                connectorID,
                kind,
                CertificateHashes.of(chain, CertificateHashes.USUAL).orElse(null),
                pem,
                null,
                CertificateState.SENT,
                null,
                chain.stream()
                        .findFirst()
                        .map(X509CertificateHolder::getNotAfter)
                        .map(Date::toInstant)
                        .orElse(null),
                null,
                at,
                at,
                at,
                null);
    }

    static CertificateRow requested(int connectorID, String csr, Instant at) {
        return new CertificateRow(
                0,
                connectorID,
                CertificateKind.CHARGER,
                null,
                null,
                csr,
                CertificateState.REQUESTED,
                null,
                null,
                null,
                null,
                at,
                at,
                null);
    }

    /** One that a charger has and we never saw. */
    static CertificateRow listed(int connectorID, CertificateKind kind, CertificateHash hash, Instant at) {
        return new CertificateRow(
                0, connectorID, kind, hash, null, null, CertificateState.INSTALLED, null, null, at, null, at, at, null);
    }

    /** What the signed chain makes of a request. */
    CertificateRow signed(String chain, Instant at) {
        var made = ofText(connectorID, kind, chain, at);
        return new CertificateRow(
                id,
                connectorID,
                kind,
                made.hash,
                chain,
                csr,
                CertificateState.SENT,
                null,
                made.validTo,
                answeredAt,
                null,
                createdAt,
                at,
                null);
    }

    CertificateRow answered(CertificateState now, @Nullable String why, Instant at) {
        var handedOver = handedOverAt == null ? at : handedOverAt;
        return new CertificateRow(
                id, connectorID, kind, hash, pem, csr, now, why, validTo, at, handedOver, createdAt, at, null);
    }

    /** By the charger's own word; it may not have used the new one yet. */
    CertificateRow replaced(Instant at) {
        var why = "A newer one took its place.";
        return new CertificateRow(
                id,
                connectorID,
                kind,
                hash,
                pem,
                csr,
                CertificateState.REMOVED,
                why,
                validTo,
                at,
                handedOverAt,
                createdAt,
                at,
                at.plus(REPLACED_HOLDS));
    }

    CertificateRow known(CertificateHash as, Instant at) {
        return new CertificateRow(
                id,
                connectorID,
                kind,
                as,
                pem,
                csr,
                state,
                reason,
                validTo,
                at,
                handedOverAt,
                createdAt,
                at,
                holdsUntil);
    }

    boolean isInstalled() {
        return state == CertificateState.INSTALLED;
    }

    /** Whether the charger spoke of it at this time or later already. */
    boolean isAnsweredSince(Instant at) {
        return answeredAt != null && !answeredAt.isBefore(at);
    }

    /** In whichever algorithm the charger computed its own. */
    boolean is(CertificateHash wanted) {
        if (hash != null && CertificateHashes.same(hash, wanted)) {
            return true;
        }
        return pem != null
                && CertificateHashes.of(Pem.certificates(pem), wanted.hashAlgorithm())
                        .filter(own -> CertificateHashes.same(own, wanted))
                        .isPresent();
    }

    StoredCertificate stored() {
        return new StoredCertificate(id, kind, hash, pem, state, reason, validTo, createdAt, updatedAt);
    }
}
