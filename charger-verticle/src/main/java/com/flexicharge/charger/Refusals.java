package com.flexicharge.charger;

import com.flexicharge.shared.contract.Reason;
import com.flexicharge.shared.contract.Refusal;

/** The registry's "no", where more than one place says it. */
public final class Refusals {
    private Refusals() {}

    public static Refusal chargerNotFound() {
        return Refusal.of(Reason.NOT_FOUND, "chargerNotFound", "There is no such charger.");
    }

    static Refusal chargePointNotFound() {
        return Refusal.of(Reason.NOT_FOUND, "chargePointNotFound", "There is no such charge point.");
    }

    /** As {@link #chargePointNotFound}, for those who wanted to put something there. */
    static Refusal noSuchChargePoint(int chargePointID) {
        return Refusal.of(
                Reason.NOT_FOUND, "dbForeignKeyConstraintError", "There is no charge point " + chargePointID + ".");
    }

    static Refusal credentialsNeeded() {
        return Refusal.of(
                Reason.UNAUTHENTICATED,
                "unauthorizedError",
                "This charger must present what its security profile asks for: its user and password with HTTP Basic, TLS, or"
                        + " its certificate.");
    }

    static Refusal serialNumberTaken(String serialNumber) {
        return Refusal.of(
                Reason.CONFLICT,
                "dbUniqueConstraintError",
                "Another charger has the serial number " + serialNumber + " already.");
    }

    static Refusal nameTaken(String name) {
        return Refusal.of(
                Reason.CONFLICT, "dbUniqueConstraintError", "Another charge point is called " + name + " already.");
    }

    static Refusal inUse(int connectorID) {
        return Refusal.of(
                Reason.CONFLICT,
                "chargerInUse",
                "Charger " + connectorID + " has a charging session; try again when it is over.");
    }
}
