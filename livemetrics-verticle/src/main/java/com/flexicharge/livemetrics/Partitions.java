package com.flexicharge.livemetrics;

import io.vertx.core.Future;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Sees to it that every row has a partition before it is written. They are made ahead, so that hardly any reading waits for one.
 * Touched on the verticle's event loop only.
 */
final class Partitions {
    /** With some 100 stored readings a session, 10 million rows: still quick to vacuum and to drop. */
    static final int TRANSACTIONS_EACH = 100_000;

    /** Readings without a session are filed by their own time where it is within so many days before receipt. */
    static final int DAYS_BEHIND = 31;

    /** 31 days reach into the month before last. */
    private static final int MONTHS_BEHIND = 2;

    private static final int MONTHS_AHEAD = 2;

    private final PartitionRepository repository;

    /** By their place in the row of ranges: at most 2³¹ / 100,000 = 21,475. */
    private final Map<Integer, Future<Void>> ranges = new HashMap<>();

    Partitions(PartitionRepository repository) {
        this.repository = repository;
    }

    /** Completes at once where the partition is known to be there; the one after it is made meanwhile. */
    Future<Void> cover(int transactionID) {
        int range = transactionID / TRANSACTIONS_EACH;
        var covered = coverRange(range);
        if (range < Integer.MAX_VALUE / TRANSACTIONS_EACH) {
            coverRange(range + 1);
        }
        return covered;
    }

    /** To be called at the start and more often than once a month. */
    Future<Void> coverMonths(Instant now) {
        var month = YearMonth.from(now.atOffset(ZoneOffset.UTC));
        return Future.join(IntStream.rangeClosed(-MONTHS_BEHIND, MONTHS_AHEAD)
                        .mapToObj(month::plusMonths)
                        .map(each -> each.atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC))
                        .map(repository::coverMonth)
                        .toList())
                .mapEmpty();
    }

    private Future<Void> coverRange(int range) {
        var known = ranges.get(range);
        if (known != null) {
            return known;
        }
        long first = (long) range * TRANSACTIONS_EACH;
        var made = repository.coverTransactions(first, first + TRANSACTIONS_EACH);
        ranges.put(range, made);
        return made.onFailure(failure -> ranges.remove(range, made));
    }
}
