package com.flexicharge.ocpp.message;

/** Whether a value is a decimal number or signed binary data (OCPP 1.6 §7.46). */
public enum ValueFormat implements Word {
    RAW,
    SIGNED_DATA
}
