package com.flexicharge.ocpp.message;

import com.flexicharge.ocpp.message.shape.Length;

/** Names a certificate in a charger (security extension §5). */
public record CertificateHashData(
        HashAlgorithm hashAlgorithm,
        @Length(128) String issuerNameHash,
        @Length(128) String issuerKeyHash,
        @Length(40) String serialNumber) {}
