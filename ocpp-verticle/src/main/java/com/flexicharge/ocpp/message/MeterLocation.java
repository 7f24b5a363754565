package com.flexicharge.ocpp.message;

/** Where a value was taken (OCPP 1.6 §7.30). */
public enum MeterLocation implements Word {
    BODY,
    CABLE,
    @Spelled("EV")
    EV,
    INLET,
    OUTLET
}
