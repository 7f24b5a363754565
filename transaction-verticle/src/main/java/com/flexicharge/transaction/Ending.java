package com.flexicharge.transaction;

import com.flexicharge.shared.contract.transaction.SuspectReason;
import com.flexicharge.transaction.Session.EndedBy;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How one session ends; the row takes it as a whole, or not at all.
 *
 * @param at         the time that counts
 * @param raw        the charger's own time; absent unless it told of the end
 * @param priceOre   of the figures' energy
 * @param stopKey    tells a repeated stop from another one; absent unless the charger told of the end
 * @param idTag      of the stop; absent when it had none
 * @param oddClock   the charger's own times cannot be believed, so that others count
 * @param evenIfOver an operator's word, which replaces whatever ended it before
 */
record Ending(
        int transactionID,
        Instant at,
        @Nullable String raw,
        Instant receivedAt,
        Figures figures,
        long priceOre,
        String reason,
        EndedBy by,
        @Nullable String stopKey,
        @Nullable String idTag,
        boolean oddClock,
        boolean evenIfOver) {

    /** Of a session that is over: what about it cannot be right; absent: nothing that we know of. */
    @Nullable
    SuspectReason suspectReason() {
        if (figures.suspect()) {
            return SuspectReason.METER;
        }
        return oddClock ? SuspectReason.CLOCK : null;
    }

    /** An end nobody announced, with the last reading's figures. */
    static Ending guessed(Session session, Figures figures, String reason, Instant at) {
        return guessed(session, figures, reason, at, at);
    }

    /** As {@link #guessed}, of what was over some time before we heard of it. */
    static Ending guessed(Session session, Figures figures, String reason, Instant at, Instant receivedAt) {
        var stopAt = session.begun().map(Session.Begin::at).filter(at::isBefore).orElse(at);
        return new Ending(
                session.transactionID(),
                stopAt,
                null,
                receivedAt,
                figures,
                figures.priceOre(session),
                reason,
                EndedBy.SERVER,
                null,
                null,
                false,
                false);
    }
}
