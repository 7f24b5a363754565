package com.flexicharge.shared.contract.livemetrics;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One reading of a meter, in one unit each, whatever the charger measured and however it spelled it.
 *
 * @param takenAt         the charger's time to the millisecond; absent when unreadable
 * @param takenRaw        that time as sent; absent when none was
 * @param alwaysStore     taken at a session's begin or end, or handed in afterwards: stored whatever the interval
 * @param key             tells a repeated reading from a new one within its session (time and context)
 * @param registerWh      the meter's total, Wh; absent when not measured
 * @param deliveredWh     energy of this session only, Wh, when the charger counts that instead
 * @param intervalWh      energy since the reading before, Wh, to be summed
 * @param powerW          ≥ 0
 * @param percent         state of charge, 0…100
 * @param raw             the values as sent, JSON
 */
public record MeterReading(
        @Nullable Instant takenAt,
        @Nullable String takenRaw,
        boolean alwaysStore,
        String key,
        @Nullable Long registerWh,
        @Nullable Long deliveredWh,
        @Nullable Long intervalWh,
        @Nullable Integer powerW,
        @Nullable Integer percent,
        String raw) {}
