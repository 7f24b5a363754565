package com.flexicharge.livemetrics;

import com.flexicharge.shared.contract.Protocol;
import com.flexicharge.shared.contract.livemetrics.MeterReading;

/**
 * A reading that a session has taken in.
 *
 * @param metered what the session's meter has told up to and with this reading
 * @param isDue   for storing
 */
record TakenReading(MeterReading reading, ReadingTime time, ReadingKey key, Metered metered, boolean isDue) {
    static TakenReading of(MeterReading reading, ReadingTime time, Protocol protocol, Metered metered, boolean isDue) {
        return new TakenReading(reading, time, ReadingKey.of(reading, time, protocol), metered, isDue);
    }
}
