package com.flexicharge.ocpp.message;

/** What a root certificate vouches for (security extension §5). */
public enum CertificateUse implements Word {
    CENTRAL_SYSTEM_ROOT_CERTIFICATE,
    MANUFACTURER_ROOT_CERTIFICATE
}
