package com.flexicharge.charger;

import com.flexicharge.charger.quirk.Make;
import com.flexicharge.shared.contract.Protocol;
import com.flexicharge.shared.contract.charger.Registration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What came of a boot that was to be stored. */
sealed interface BootOutcome {
    /**
     * @param ownPriceOre of its charge point, öre per kWh; absent: it has none
     * @param rules       the charger's own
     */
    record Stored(
            Registration registration,
            @Nullable Protocol protocol,
            @Nullable Integer ownPriceOre,
            Make make,
            Set<String> rules)
            implements BootOutcome {
        public Stored {
            rules = Set.copyOf(rules);
        }
    }

    /** Another socket holds the charger by now. */
    record Replaced() implements BootOutcome {}

    record NoSuchCharger() implements BootOutcome {}
}
