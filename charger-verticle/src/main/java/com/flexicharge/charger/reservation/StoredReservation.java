package com.flexicharge.charger.reservation;

import com.flexicharge.shared.contract.Caller;
import com.flexicharge.shared.contract.charger.ReservationEndpoints.Reservation;
import com.flexicharge.shared.contract.charger.ReservationEndpoints.ReservationStatus;
import org.jspecify.annotations.Nullable;

/**
 * A reservation as its row has it.
 *
 * @param wireNumber what its charger calls it
 * @param canCancel  its charger is connected and understands CancelReservation
 */
record StoredReservation(Reservation shown, int wireNumber, boolean canCancel) {
    boolean isOpen() {
        return shown.status() == ReservationStatus.REQUESTED || shown.status() == ReservationStatus.ACCEPTED;
    }

    boolean isUsed() {
        return shown.status() == ReservationStatus.USED;
    }

    /** An operator's is nobody's: for admins only. */
    boolean isOwnedBy(Caller caller) {
        @Nullable String userID = shown.userID();
        return userID == null ? caller.isAdmin() : caller.owns(userID);
    }
}
