package com.flexicharge.charger;

import com.flexicharge.shared.contract.charger.ConnectorStatus;
import com.flexicharge.shared.contract.charger.Location;
import com.flexicharge.shared.contract.charger.Registration;
import org.jspecify.annotations.Nullable;

/** What is wanted of a charger; what is absent stays as it is, or begins as chargers begin. */
record ChargerChange(
        @Nullable ConnectorStatus status,
        @Nullable Location location,
        @Nullable Integer chargePointID,
        @Nullable Registration registration) {
    @Nullable
    Double latitude() {
        return location == null ? null : location.latitude();
    }

    @Nullable
    Double longitude() {
        return location == null ? null : location.longitude();
    }

    @Nullable
    String statusWord() {
        return status == null ? null : status.word();
    }

    @Nullable
    String registrationWord() {
        return registration == null ? null : Words.of(registration);
    }
}
