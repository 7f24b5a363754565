package com.flexicharge.shared.contract.charger;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A user's hold on a connector: a reservation in our books, told to the charger by ReserveNow. */
public interface Holds {
    /**
     * Places a hold and asks the charger to reserve. Asked again for the same transaction it answers alike.
     *
     * <p>Refused with code {@code couldNotReserveCharger}: {@code CONFLICT} when somebody holds it or the charger answers
     * Occupied, {@code REJECTED} when it answers anything else but Accepted, {@code OFFLINE}, {@code TIMED_OUT} when it is
     * silent for {@code waitMillis}. A refused hold is not held. A charger that does not know ReserveNow (CALLERROR
     * NotImplemented or NotSupported, strict OCPP) is held in our books only.
     *
     * <p>A session of somebody who has reserved the connector takes that reservation over: the charger, which keeps it already, is
     * asked again only where the session may wait for longer.
     *
     * @param idTag         of the user, 1…20 characters
     * @param transactionID absent: no session, a person reserves. Asked again by the same person, the same reservation
     * @param waitMillis    how long to wait for the charger
     */
    record PlaceHold(
            int connectorID,
            int connector,
            String userID,
            String idTag,
            @Nullable String parentIdTag,
            Instant expiryAt,
            @Nullable Integer transactionID,
            int waitMillis) {}

    record Held(int reservationID) {}

    /** How a hold ends. */
    enum HoldEnd {
        USED,
        CANCELLED,
        EXPIRED
    }

    /**
     * Ends a hold in our books; the charger is not told (its own hold runs out). Unknown or over: nothing changes. A reservation that a
     * session took over ends with it only when it was used: else the charger, which is not told, would keep it until its own time.
     */
    record EndHold(int reservationID, HoldEnd end, @Nullable Integer transactionID) {}

    /**
     * Ends the open hold of one transaction, whatever its reservation's number: when its asking ended unclear. A reservation that a
     * session took over stays.
     */
    record EndHoldOf(int transactionID, HoldEnd end) {}
}
