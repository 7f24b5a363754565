package com.flexicharge.ocpp.message;

/** Whether an id tag may charge (OCPP 1.6 §7.2). */
public enum AuthorizationStatus implements Word {
    ACCEPTED,
    BLOCKED,
    EXPIRED,
    INVALID,
    CONCURRENT_TX
}
