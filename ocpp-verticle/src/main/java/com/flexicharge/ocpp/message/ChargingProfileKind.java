package com.flexicharge.ocpp.message;

/** When a charging schedule starts (OCPP 1.6 §7.10). */
public enum ChargingProfileKind implements Word {
    ABSOLUTE,
    RECURRING,
    RELATIVE
}
