package com.flexicharge.transaction;

import com.flexicharge.shared.contract.Protocol;
import com.flexicharge.shared.contract.transaction.ChargerSessions.StopSession;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A session that ended at its charger, on its way into its row.
 *
 * @param tagKey   absent when no tag was sent
 * @param stopKey  what every repetition of the same stop has in common: the id it names, and what it says
 * @param readings of the session it ends, as far as asked for
 */
record Departure(StopSession stop, @Nullable String tagKey, String stopKey, Readings readings) {

    private static final char AFTER_ID = '|';

    static Departure of(StopSession stop) {
        var tagKey = stop.idTag() == null ? null : Tag.keyOf(stop.idTag());
        return new Departure(stop, tagKey, stopKey(stop, tagKey), Readings.NONE);
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

    /** Of a stop that names no session of ours: two sessions may well end alike in the same second, as in a power cut. */
    boolean isSameAs(String otherStopKey) {
        return stopKey.equals(otherStopKey);
    }

    /** Of stops for the same session: the charger may have learnt its id between them. */
    boolean saysTheSameAs(String otherStopKey) {
        return said(stopKey).equals(said(otherStopKey));
    }

    private static String said(String stopKey) {
        return stopKey.substring(stopKey.indexOf(AFTER_ID) + 1);
    }

    private static String stopKey(StopSession stop, @Nullable String tagKey) {
        var moment = Moment.of(stop.stopAt(), stop.stopRaw());
        var said = "%d|%s|%s|%s|%s".formatted(stop.connectorID(), stop.meterStop(), stop.reason(), tagKey, moment);
        return String.valueOf(stop.transactionID()) + AFTER_ID + Fingerprint.of(said);
    }
}
