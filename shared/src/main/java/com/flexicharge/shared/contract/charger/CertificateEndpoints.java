package com.flexicharge.shared.contract.charger;

import com.flexicharge.shared.bus.Endpoint;
import com.flexicharge.shared.contract.Done;
import com.flexicharge.shared.contract.PageRequest;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The certificates chargers have or are to get (security extension of OCPP 1.6). */
public interface CertificateEndpoints {
    enum CertificateKind {
        /** The charger's own, which it shows when it connects. */
        CHARGER("charger"),
        /** Signs the maker's firmware. */
        MANUFACTURER_ROOT("manufacturerRoot"),
        /** Signs our server's certificate. */
        CENTRAL_SYSTEM_ROOT("centralSystemRoot");

        private final String word;

        CertificateKind(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    enum CertificateState {
        REQUESTED,
        SENT,
        INSTALLED,
        REJECTED,
        REMOVED
    }

    /**
     * Identifies a certificate as OCPP does.
     *
     * @param hashAlgorithm {@code SHA256}, {@code SHA384} or {@code SHA512}
     */
    record CertificateHash(String hashAlgorithm, String issuerNameHash, String issuerKeyHash, String serialNumber) {}

    /**
     * A charger asks for a certificate.
     *
     * @param csr PEM, PKCS#10, as sent
     */
    record SignRequested(int connectorID, String csr, Instant at) {}

    /**
     * Whether the request holds up and is being signed.
     *
     * @param certificateID of the certificate that will be sent by {@link #SEND_SIGNED}; absent: refused
     */
    record SignAnswered(boolean accepted, @Nullable Long certificateID) {}

    /** The charger has been told that its request was accepted: sign, and send it the chain. Asked twice, it is sent once. */
    record SendSigned(long certificateID) {}

    /**
     * A charger's answer to a certificate it was sent as its own.
     *
     * @param certificateChain PEM, as sent
     */
    record ChainAnswered(
            int connectorID,
            String certificateChain,
            boolean accepted,
            @Nullable String reason,
            Instant at) {}

    /**
     * A charger's answer to a root it was sent.
     *
     * @param certificate PEM, or whatever the operator sent
     */
    record RootAnswered(
            int connectorID,
            CertificateKind kind,
            String certificate,
            boolean accepted,
            @Nullable String reason,
            Instant at) {}

    record CertificateDeleted(int connectorID, CertificateHash hash, Instant at) {}

    /** What a charger says it has of one kind: those not listed are gone. */
    record CertificatesListed(int connectorID, CertificateKind kind, List<CertificateHash> hashes, Instant at) {
        public CertificatesListed {
            hashes = List.copyOf(hashes);
        }
    }

    record GetCertificates(int connectorID, PageRequest page) {}

    /**
     * @param hash absent where the text sent was no certificate
     * @param pem  absent where only the hash is known
     */
    record StoredCertificate(
            long id,
            CertificateKind kind,
            @Nullable CertificateHash hash,
            @Nullable String pem,
            CertificateState state,
            @Nullable String reason,
            @Nullable Instant validTo,
            Instant createdAt,
            Instant updatedAt) {}

    record Certificates(List<StoredCertificate> certificates) {
        public Certificates {
            certificates = List.copyOf(certificates);
        }
    }

    Endpoint<SignRequested, SignAnswered> SIGN_REQUESTED =
            Endpoint.of("charger.signCertificate", SignRequested.class, SignAnswered.class);
    Endpoint<SendSigned, Done> SEND_SIGNED = Endpoint.of("charger.sendSignedCertificate", SendSigned.class, Done.class);
    Endpoint<ChainAnswered, Done> CHAIN_ANSWERED =
            Endpoint.of("charger.certificateChainAnswered", ChainAnswered.class, Done.class);
    Endpoint<RootAnswered, Done> ROOT_ANSWERED =
            Endpoint.of("charger.rootCertificateAnswered", RootAnswered.class, Done.class);
    Endpoint<CertificateDeleted, Done> CERTIFICATE_DELETED =
            Endpoint.of("charger.certificateDeleted", CertificateDeleted.class, Done.class);
    Endpoint<CertificatesListed, Done> CERTIFICATES_LISTED =
            Endpoint.of("charger.certificatesListed", CertificatesListed.class, Done.class);
    Endpoint<GetCertificates, Certificates> GET_CERTIFICATES =
            Endpoint.of("charger.getCertificates", GetCertificates.class, Certificates.class);
}
