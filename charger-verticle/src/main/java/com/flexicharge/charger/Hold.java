package com.flexicharge.charger;

import com.flexicharge.shared.contract.Protocol;
import com.flexicharge.shared.contract.Reason;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A user's hold on a connector, as far as it has come.
 *
 * @param rejectedAs why it was refused; absent unless it was
 * @param ofPerson   a person reserved, no session did
 */
record Hold(int reservationID, State state, @Nullable Reason rejectedAs, Instant expiryAt, boolean ofPerson) {
    enum State {
        /** In the books; the charger has not answered. */
        REQUESTED,
        ACCEPTED,
        REJECTED,
        USED,
        CANCELLED,
        EXPIRED
    }

    /**
     * Where a hold is wanted.
     *
     * @param reserveNowSupported by what this connection has shown; absent: not known
     */
    record Place(
            @Nullable Protocol protocol,
            long epoch,
            boolean connected,
            @Nullable Boolean reserveNowSupported) {
        /** The charger need not be asked: it has said on this connection that it cannot be. */
        boolean isKeptInBooksOnly() {
            return connected && Boolean.FALSE.equals(reserveNowSupported);
        }

        boolean isStrict() {
            return protocol == Protocol.OCPP_16;
        }
    }
}
