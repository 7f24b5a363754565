package com.flexicharge.shared.contract.livemetrics;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The newest reading known of a session, stored or not.
 *
 * @param energyWh delivered in this session so far
 * @param percent  0…100, 0 if never told
 * @param suspect  the meter fell: energy keeps its highest value
 */
public record LatestReading(
        int transactionID,
        long energyWh,
        int percent,
        @Nullable Integer powerW,
        @Nullable Instant readingAt,
        Instant receivedAt,
        boolean suspect) {}
