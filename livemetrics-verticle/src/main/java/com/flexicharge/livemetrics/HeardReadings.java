package com.flexicharge.livemetrics;

import com.flexicharge.shared.contract.livemetrics.LatestReading;
import com.flexicharge.shared.contract.livemetrics.LivemetricsEndpoints.LiveFrame;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The newest reading of each session that another process has in hand, as it was told: newer than what is stored, and only as
 * reliable as the bus. Bound: as many sessions as the book holds; over it the one that was told first leaves, and its row counts. Touched
 * on the verticle's event loop only.
 */
final class HeardReadings {
    private final SessionBook book;
    private final Map<Integer, LatestReading> readings = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, LatestReading> eldest) {
            return size() > SessionBook.MOST_SESSIONS;
        }
    };

    HeardReadings(SessionBook book) {
        this.book = book;
    }

    void hear(LiveFrame frame) {
        @Nullable LatestReading reading = frame.reading();
        if (frame.kind() == LiveFrame.Kind.END
                || book.get(frame.transactionID()).isPresent()) {
            readings.remove(frame.transactionID());
        } else if (reading != null) {
            readings.put(frame.transactionID(), reading);
        }
    }

    LatestReading newest(LatestReading stored) {
        @Nullable LatestReading told = readings.get(stored.transactionID());
        return told == null || told.receivedAt().isBefore(stored.receivedAt()) ? stored : told;
    }
}
