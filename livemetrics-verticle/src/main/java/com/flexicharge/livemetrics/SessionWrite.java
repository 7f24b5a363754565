package com.flexicharge.livemetrics;

import com.flexicharge.shared.contract.transaction.ChargerSessions.OpenSession;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Readings of one session to be stored in one transaction, with what its row is to say afterwards.
 *
 * @param newest the newest reading, stored or not
 * @param rows   in time order
 * @param end    when the session is over with these
 */
record SessionWrite(
        OpenSession session,
        Metered metered,
        ReadingTime newest,
        Optional<Instant> highestSeen,
        List<Row> rows,
        Optional<Instant> end) {
    /** @param meterWh the meter's total as told */
    record Row(
            ReadingKey key,
            ReadingTime time,
            Optional<String> timeAsSent,
            Metered metered,
            Optional<Long> meterWh,
            Optional<String> raw) {
        static Row of(TakenReading taken) {
            var reading = taken.reading();
            return new Row(
                    taken.key(),
                    taken.time(),
                    Optional.ofNullable(reading.takenRaw()).map(StoredText::of),
                    taken.metered(),
                    Optional.ofNullable(reading.registerWh()),
                    Optional.of(reading.raw()));
        }

        boolean isFinal() {
            return key.equals(ReadingKey.FINAL);
        }
    }

    SessionWrite {
        rows = List.copyOf(rows);
    }

    int transactionID() {
        return session.transactionID();
    }
}
