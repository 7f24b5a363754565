package com.flexicharge.livemetrics;

import com.flexicharge.shared.contract.Reason;
import com.flexicharge.shared.contract.Refusal;
import com.flexicharge.shared.contract.livemetrics.LatestReading;
import com.flexicharge.shared.contract.livemetrics.LivemetricsEndpoints.GetLatest;
import com.flexicharge.shared.contract.livemetrics.LivemetricsEndpoints.Latest;
import com.flexicharge.shared.contract.livemetrics.LivemetricsEndpoints.SearchReadings;
import com.flexicharge.shared.contract.livemetrics.LivemetricsEndpoints.StoredReadings;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Answers what others want to know of sessions: the newest reading, from memory, stored or not, else what
 * the process told that has the session in hand, or its row. Touched on the verticle's event loop only.
 */
final class LatestService {
    private static final int MOST_SESSIONS = 500;

    private final SessionBook book;
    private final HeardReadings heard;
    private final SessionRepository repository;
    private final ReadingRepository readings;

    LatestService(SessionBook book, HeardReadings heard, SessionRepository repository, ReadingRepository readings) {
        this.book = book;
        this.heard = heard;
        this.repository = repository;
        this.readings = readings;
    }

    /** GET_LATEST. */
    Future<Latest> latest(GetLatest question) {
        if (question.transactionIDs().size() > MOST_SESSIONS) {
            return Future.failedFuture(Refusal.of(
                    Reason.INVALID,
                    "invalidRequest",
                    "At most " + MOST_SESSIONS + " sessions can be asked for at once."));
        }
        Map<Integer, LatestReading> known = new HashMap<>();
        question.transactionIDs()
                .forEach(id -> book.get(id).flatMap(Session::latest).ifPresent(reading -> known.put(id, reading)));
        var others = question.transactionIDs().stream()
                .distinct()
                .filter(id -> !known.containsKey(id))
                .toList();
        return stored(others)
                .map(stored -> new Latest(
                        Stream.concat(known.values().stream(), stored.stream()).toList()));
    }

    /** SEARCH_READINGS. */
    Future<StoredReadings> search(SearchReadings search) {
        return readings.search(search).map(StoredReadings::new);
    }

    private Future<List<LatestReading>> stored(List<Integer> transactionIDs) {
        return transactionIDs.isEmpty()
                ? Future.succeededFuture(List.of())
                : repository
                        .find(transactionIDs)
                        .map(rows -> rows.stream()
                                .map(row -> Session.latest(row.transactionID(), row.metered(), row.newest()))
                                .map(heard::newest)
                                .toList());
    }
}
