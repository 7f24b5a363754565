package com.flexicharge.shared.db;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How requests to the database went in the last seconds, because one connection that still lives answers a ping although most
 * requests fail, and a full disk answers every read. Any thread; the lock is held for a few instructions.
 */
final class RecentRequests {
    /** Two of these are looked at: the one under way and the one before, so 2.5 to 5 s. */
    private static final Duration HALF = Duration.ofMillis(2_500);

    /** One or two may be a statement that is slow by itself, or the moment in which a connection broke. */
    private static final int FEWEST_REFUSED = 3;

    private static final int MOST_TO_ONE = 50;

    private final LongSupplier nanos;
    private long halfBegan;
    private int answered;
    private int refused;
    private int answeredBefore;
    private int refusedBefore;

    /** @param nanos a monotonic clock */
    RecentRequests(LongSupplier nanos) {
        this.nanos = nanos;
        this.halfBegan = nanos.getAsLong();
    }

    synchronized void answered() {
        turn();
        answered++;
    }

    synchronized void refused() {
        turn();
        refused++;
    }

    /** One in fifty is enough: sweeps that find nothing to do are answered ten times a second, and hide the few writes of a quiet hour. */
    synchronized boolean areFailing() {
        turn();
        long failed = refused + (long) refusedBefore;
        return failed >= FEWEST_REFUSED && failed * MOST_TO_ONE >= failed + answered + answeredBefore;
    }

    private void turn() {
        long halves = (nanos.getAsLong() - halfBegan) / HALF.toNanos();
        if (halves > 0) {
            answeredBefore = halves == 1 ? answered : 0;
            refusedBefore = halves == 1 ? refused : 0;
            answered = 0;
            refused = 0;
            halfBegan += halves * HALF.toNanos();
        }
    }
}
