package com.flexicharge.ocpp.message;

import java.util.Optional;

/** How a charger shares its power (OCPP 1.6 §7.8). */
public record ChargingProfile(
        int chargingProfileId,
        Optional<Long> transactionId,
        int stackLevel,
        ChargingProfilePurpose chargingProfilePurpose,
        ChargingProfileKind chargingProfileKind,
        Optional<RecurrencyKind> recurrencyKind,
        Optional<ChargerTime> validFrom,
        Optional<ChargerTime> validTo,
        ChargingSchedule chargingSchedule) {}
