package com.flexicharge.ocpp.message;

/** What a charging profile is for (OCPP 1.6 §7.11). */
public enum ChargingProfilePurpose implements Word {
    CHARGE_POINT_MAX_PROFILE,
    TX_DEFAULT_PROFILE,
    TX_PROFILE
}
