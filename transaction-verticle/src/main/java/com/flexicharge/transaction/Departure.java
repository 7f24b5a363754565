package com.flexicharge.transaction;

import com.flexicharge.shared.contract.Protocol;
import com.flexicharge.shared.contract.transaction.ChargerSessions.StopSession;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A session that ended at its charger, on its way into its row.
 *
 * @param tagKey   absent when no tag was sent
 * @param stopKey  what every repetition of the same stop has in common
 * @param readings of the session it ends, as far as asked for
 */
record Departure(StopSession stop, @Nullable String tagKey, String stopKey, Readings readings) {

    static Departure of(StopSession stop) {
        return new Departure(stop, stop.idTag() == null ? null : Tag.keyOf(stop.idTag()), stopKey(stop), Readings.NONE);
    }

    Departure with(Readings found) {
        return new Departure(stop, tagKey, stopKey, found);
    }

    int connectorID() {
        return stop.connectorID();
    }

    boolean isFlexiCharge() {
        return stop.protocol() == Protocol.FLEXICHARGE;
    }

    /** The session it names, as far as that can be one of ours: chargers send any 64-bit number. */
    Optional<Integer> namedID() {
        var said = stop.transactionID();
        return said == null || isFlexiCharge() || said < 1 || said > Integer.MAX_VALUE
                ? Optional.empty()
                : Optional.of(said.intValue());
    }

    private static String stopKey(StopSession stop) {
        return Fingerprint.of("%d|%s|%s|%s|%s"
                .formatted(stop.connectorID(), stop.transactionID(), stop.meterStop(), stop.reason(), stop.stopRaw()));
    }
}
