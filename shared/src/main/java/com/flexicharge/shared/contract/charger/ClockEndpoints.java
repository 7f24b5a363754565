package com.flexicharge.shared.contract.charger;

import com.flexicharge.shared.bus.Endpoint;
import com.flexicharge.shared.contract.Done;
import java.util.List;

/** How far chargers' clocks are from ours: measured where their sockets are, kept by charger-verticle. */
public interface ClockEndpoints {
    /** @param epoch of the socket it was measured on; what an older one says changes nothing */
    record MeasuredClock(int connectorID, long epoch, ClockDrift drift) {}

    /** Clocks whose drift has changed since the last such report; at most 1,000 at a time. Told again it is kept again. */
    record ClocksMeasured(List<MeasuredClock> clocks) {
        public ClocksMeasured {
            clocks = List.copyOf(clocks);
        }
    }

    Endpoint<ClocksMeasured, Done> CLOCKS_MEASURED =
            Endpoint.of("charger.clocksMeasured", ClocksMeasured.class, Done.class);
}
