package com.flexicharge.ocpp.message;

/** How often a charging schedule repeats (OCPP 1.6 §7.37). */
public enum RecurrencyKind implements Word {
    DAILY,
    WEEKLY
}
