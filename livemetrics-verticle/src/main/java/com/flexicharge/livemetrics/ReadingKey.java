package com.flexicharge.livemetrics;

import com.flexicharge.shared.contract.Protocol;
import com.flexicharge.shared.contract.livemetrics.MeterReading;

/**
 * Tells a repeated reading from a new one within its session: stored once. The values are part of it, because a stopped clock
 * tells the same time for ever, and some chargers spread one moment over several messages.
 *
 * @param text stored as it is
 */
record ReadingKey(String text) {
    /** Of the last reading, which comes from the session's end; a correction of that end replaces it. */
    static final ReadingKey FINAL = new ReadingKey("final");

    /** Strict OCPP chargers repeat messages with their own time; FlexiCharge chargers never repeat, so receipt will do. */
    static ReadingKey of(MeterReading reading, ReadingTime time, Protocol protocol, boolean clockAdvanced) {
        boolean byReceipt = protocol == Protocol.FLEXICHARGE && !clockAdvanced;
        var moment = byReceipt ? "received:" + time.receivedAt().toEpochMilli() : StoredText.of(reading.key());
        return new ReadingKey(moment + "#" + Integer.toHexString(reading.raw().hashCode()));
    }
}
