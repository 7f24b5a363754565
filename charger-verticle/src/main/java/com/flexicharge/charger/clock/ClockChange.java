package com.flexicharge.charger.clock;

import com.flexicharge.shared.contract.charger.ClockDrift;
import java.util.Optional;

/**
 * What is known anew of one charger's clock.
 *
 * @param before empty: it was never measured
 */
record ClockChange(int connectorID, String serialNumber, long driftMillis, Optional<Long> before) {
    boolean isWrong() {
        return ClockDrift.isWrong(driftMillis);
    }

    boolean wasWrong() {
        return before.filter(ClockDrift::isWrong).isPresent();
    }
}
