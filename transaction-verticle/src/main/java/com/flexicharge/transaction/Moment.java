package com.flexicharge.transaction;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** A charger's time as the part of a key that tells a repeated message from a new one. */
final class Moment {
    /** What lies beyond was perhaps brought to the end of what the database holds, where all such times meet. */
    private static final Instant FIRST_EXACT = Instant.parse("1900-01-01T00:00:00Z");

    private static final Instant END_OF_EXACT = Instant.parse("2200-01-01T00:00:00Z");

    private Moment() {}

    /**
     * The same for the same moment, however it is written: a charger that restarts may write what it has queued in another form
     * ({@code +00:00} for {@code Z}, {@code .000} for nothing). What is no time counts as it was sent.
     */
    static String of(@Nullable Instant said, String raw) {
        return said == null || said.isBefore(FIRST_EXACT) || !said.isBefore(END_OF_EXACT)
                ? raw
                : said.truncatedTo(ChronoUnit.MICROS).toString();
    }
}
