package com.flexicharge.charger;

import com.flexicharge.shared.contract.Protocol;
import com.flexicharge.shared.contract.charger.Registration;
import org.jspecify.annotations.Nullable;

/** What came of a boot that was to be stored. */
sealed interface BootOutcome {
    /** @param ownPriceOre of its charge point, öre per kWh; absent: it has none */
    record Stored(
            Registration registration,
            @Nullable Protocol protocol,
            @Nullable Integer ownPriceOre) implements BootOutcome {}

    /** Another socket holds the charger by now. */
    record Replaced() implements BootOutcome {}

    record NoSuchCharger() implements BootOutcome {}
}
