package com.flexicharge.ocpp.message;

import java.util.Optional;

/**
 * What the values taken at one time mean, in one unit each.
 *
 * @param boundary    taken at a transaction's begin or end
 * @param registerWh  the meter's total
 * @param deliveredWh energy of this session so far, which FlexiCharge chargers may count instead
 * @param intervalWh  energy since the reading before
 * @param powerW      0 or more
 * @param percent     state of charge, 0…100
 * @param key         equal for the same values of the same time and context, sent again
 * @param raw         the values, JSON
 */
public record Reading(
        ChargerTime takenAt,
        boolean boundary,
        Optional<Long> registerWh,
        Optional<Long> deliveredWh,
        Optional<Long> intervalWh,
        Optional<Integer> powerW,
        Optional<Integer> percent,
        String key,
        String raw) {
    /** The same, its interval understood as energy of the session so far. */
    public Reading withIntervalAsDelivered() {
        return new Reading(takenAt, boundary, registerWh, intervalWh, Optional.empty(), powerW, percent, key, raw);
    }
}
