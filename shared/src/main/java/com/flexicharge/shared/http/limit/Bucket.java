package com.flexicharge.shared.http.limit;

import java.util.concurrent.atomic.AtomicLong;

/**
 * The requests one caller has left: a minute's allowance at most, refilled evenly. Kept as one number, the moment at which it will
 * be full again (the generic cell rate algorithm), so that taking is one compare-and-set from whichever thread.
 */
final class Bucket {
    static final long MINUTE_MICROS = 60_000_000;

    private final AtomicLong fullAtMicros = new AtomicLong(Long.MIN_VALUE);

    /**
     * @param costMicros what one request takes: a minute divided by the requests a minute may have
     * @return 0 if there was one left and it is taken, else how long until there is
     */
    long take(long nowMicros, long costMicros) {
        while (true) {
            long before = fullAtMicros.get();
            long from = isPlausible(before, nowMicros, costMicros) ? before : nowMicros;
            long after = from + costMicros;
            long tooMuch = after - nowMicros - MINUTE_MICROS;
            if (tooMuch > 0) {
                return tooMuch;
            }
            if (fullAtMicros.compareAndSet(before, after)) {
                return 0;
            }
        }
    }

    /** Says no more than a new one would. */
    boolean isFull(long nowMicros, long costMicros) {
        return !isPlausible(fullAtMicros.get(), nowMicros, costMicros);
    }

    /** No bucket is full later than in a minute: if one claims to be, the clock was put back, and nobody is to pay for that. */
    private static boolean isPlausible(long fullAtMicros, long nowMicros, long costMicros) {
        return fullAtMicros > nowMicros && fullAtMicros <= nowMicros + MINUTE_MICROS + costMicros;
    }
}
