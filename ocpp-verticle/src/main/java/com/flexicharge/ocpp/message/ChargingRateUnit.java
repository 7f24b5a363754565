package com.flexicharge.ocpp.message;

/** The unit of a charging schedule (OCPP 1.6 §7.12). */
public enum ChargingRateUnit implements Word {
    A,
    W
}
