package com.flexicharge.shared.config;

import java.time.Clock;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;

/**
 * How long the history of operations is kept: what chargers reported of themselves and what was asked of them. Never what people
 * are billed by.
 *
 * @param kept in whole days (UTC) before today
 */
public record HistoryConfig(Period kept) {
    public static HistoryConfig read(Settings settings) {
        return new HistoryConfig(Period.ofDays(settings.wholeNumber("HISTORY_DAYS", 365, 1, 3650)));
    }

    /** What was before this may go. */
    public Instant oldest(Clock clock) {
        return clock.instant()
                .atOffset(ZoneOffset.UTC)
                .toLocalDate()
                .minus(kept)
                .atStartOfDay()
                .toInstant(ZoneOffset.UTC);
    }
}
