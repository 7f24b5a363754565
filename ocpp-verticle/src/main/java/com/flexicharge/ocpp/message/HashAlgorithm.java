package com.flexicharge.ocpp.message;

/** The hash by which a certificate is named (security extension §5). */
public enum HashAlgorithm implements Word {
    @Spelled("SHA256")
    SHA256,
    @Spelled("SHA384")
    SHA384,
    @Spelled("SHA512")
    SHA512
}
