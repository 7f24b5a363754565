package com.flexicharge.transaction;

import com.flexicharge.shared.contract.Protocol;
import com.flexicharge.shared.contract.transaction.ChargerSessions.StartSession;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A session that began at its charger, on its way into a row.
 *
 * @param tagKey   absent when no tag was sent
 * @param startKey what every repetition of the same start has in common and no other start has. On FlexiCharge, where ids, tags and
 *                 clocks cannot be relied on and the connection tells, one message handled twice has it in common, no more
 * @param startAt  the time that counts
 * @param spot     for a row that has to be made
 * @param readings of sessions that this one puts an end to, as far as asked for
 */
record Arrival(
        StartSession start, @Nullable String tagKey, String startKey, Instant startAt, Spot spot, Readings readings) {

    static Arrival of(StartSession start, Spot spot) {
        var tagKey = start.idTag() == null ? null : Tag.keyOf(start.idTag());
        return new Arrival(
                start, tagKey, startKey(start, tagKey), ChargerTime.of(start).counting(), spot, Readings.NONE);
    }

    Arrival with(Readings found) {
        return new Arrival(start, tagKey, startKey, startAt, spot, found);
    }

    boolean isFlexiCharge() {
        return start.protocol() == Protocol.FLEXICHARGE;
    }

    int connectorID() {
        return start.connectorID();
    }

    /** As the charger names it; FlexiCharge chargers name one constant of theirs. */
    Optional<Long> namedReservation() {
        return isFlexiCharge() ? Optional.empty() : Optional.ofNullable(start.reservationID());
    }

    boolean names(@Nullable Integer reservationID) {
        return reservationID != null && namedReservation().equals(Optional.of(reservationID.longValue()));
    }

    /** The time goes in last: read as a time, it cannot be taken for the end of a tag with a separator. */
    private static String startKey(StartSession start, @Nullable String tagKey) {
        if (start.protocol() == Protocol.FLEXICHARGE) {
            return Fingerprint.of("%d|%s|%s|%s"
                    .formatted(start.connectorID(), start.receivedAt(), start.meterStart(), start.startRaw()));
        }
        var moment = Moment.of(start.startAt(), start.startRaw());
        return Fingerprint.of(
                "%d|%d|%s|%s|%s".formatted(start.connectorID(), start.connector(), start.meterStart(), tagKey, moment));
    }
}
