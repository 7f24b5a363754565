package com.flexicharge.charger.http;

import com.flexicharge.shared.contract.charger.ChargingProfileEndpoints.AppliedProfile;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A charging profile that a charger has. */
record AppliedProfileView(
        int connector,
        int chargingProfileId,
        String chargingProfilePurpose,
        int stackLevel,
        @Nullable Integer transactionID,
        Instant setAt) {
    static AppliedProfileView of(AppliedProfile applied) {
        return new AppliedProfileView(
                applied.connector(),
                applied.chargingProfileID(),
                applied.purpose(),
                applied.stackLevel(),
                applied.transactionID(),
                applied.setAt());
    }
}
