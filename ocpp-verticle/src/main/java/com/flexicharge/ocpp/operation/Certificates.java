package com.flexicharge.ocpp.operation;

import com.flexicharge.ocpp.message.CertificateHashData;
import com.flexicharge.ocpp.message.CertificateUse;
import com.flexicharge.shared.contract.charger.CertificateEndpoints.CertificateHash;
import com.flexicharge.shared.contract.charger.CertificateEndpoints.CertificateKind;

/** OCPP's words for certificates, in the contract's. */
final class Certificates {
    private Certificates() {}

    static CertificateKind kind(CertificateUse use) {
        return switch (use) {
            case CENTRAL_SYSTEM_ROOT_CERTIFICATE -> CertificateKind.CENTRAL_SYSTEM_ROOT;
            case MANUFACTURER_ROOT_CERTIFICATE -> CertificateKind.MANUFACTURER_ROOT;
        };
    }

    static CertificateHash hash(CertificateHashData data) {
        return new CertificateHash(
                data.hashAlgorithm().wire(), data.issuerNameHash(), data.issuerKeyHash(), data.serialNumber());
    }
}
