package com.flexicharge.launcher.postgres;

import java.time.Duration;
import java.util.function.Supplier;

/** Waiting for a condition outside this process, which nothing but asking again can tell. */
final class LocalDeadline {
    /** Short beside the 0.6 s that a start takes, long beside the millisecond that asking costs. */
    private static final int PAUSE_MS = 50;

    private final long end;

    private LocalDeadline(long end) {
        this.end = end;
    }

    static LocalDeadline in(Duration time) {
        return new LocalDeadline(System.nanoTime() + time.toNanos());
    }

    /** @throws LocalDatabaseException with the message, if the time is over or the thread is interrupted */
    void pause(Supplier<String> message) {
        if (System.nanoTime() - end > 0) {
            throw new LocalDatabaseException(message.get());
        }
        try {
            Thread.sleep(PAUSE_MS);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new LocalDatabaseException("Interrupted while waiting for the local database", stop);
        }
    }
}
