package com.flexicharge.transaction;

/**
 * How long one request may wait for its charger, over all its steps. By the monotonic clock: it measures how long something takes,
 * not when.
 */
final class Budget {
    private final long startedAt = System.nanoTime();
    private final int millis;

    Budget(int millis) {
        this.millis = millis;
    }

    /** ≥ 0 */
    int leftMillis() {
        var gone = (System.nanoTime() - startedAt) / 1_000_000;
        return (int) Math.max(0, millis - gone);
    }
}
