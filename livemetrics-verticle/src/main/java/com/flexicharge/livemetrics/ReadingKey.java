package com.flexicharge.livemetrics;

import com.flexicharge.shared.contract.Protocol;
import com.flexicharge.shared.contract.livemetrics.MeterReading;

/**
 * Tells a repeated reading from a new one within its session, where it is stored once.
 *
 * @param text stored as it is
 */
record ReadingKey(String text) {
    /** Of the last reading, which comes from the session's end; a correction of that end replaces it. */
    static final ReadingKey FINAL = new ReadingKey("final");

    /**
     * Strict OCPP chargers repeat messages, with the reading's own time. FlexiCharge chargers never do, and their clocks may stand
     * still, so the receipt tells their readings apart; the values tell those of one millisecond apart. Only we may handle one message
     * twice, which has one receipt.
     */
    static ReadingKey of(MeterReading reading, ReadingTime time, Protocol protocol) {
        return new ReadingKey(
                protocol == Protocol.FLEXICHARGE
                        ? "received:" + time.receivedAt().toEpochMilli() + "|"
                                + Integer.toHexString(reading.raw().hashCode())
                        : StoredText.of(reading.key()));
    }
}
