package com.flexicharge.livemetrics;

import java.util.Optional;

/**
 * What a session's meter has told so far.
 *
 * @param energyWh delivered in this session, ≥ 0
 * @param percent  state of charge, 0…100; 0 if never told
 * @param powerW   ≥ 0; empty if never told
 * @param suspect  the meter fell: energy keeps its highest value
 */
record Metered(long energyWh, int percent, Optional<Integer> powerW, boolean suspect) {
    static final Metered NOTHING = new Metered(0, 0, Optional.empty(), false);

    Metered {
        if (energyWh < 0 || percent < 0 || percent > 100) {
            throw new IllegalArgumentException("No meter shows " + energyWh + " Wh at " + percent + " %");
        }
    }

    Metered withEnergy(long finalEnergyWh) {
        return new Metered(Math.max(0, finalEnergyWh), percent, powerW, suspect);
    }
}
