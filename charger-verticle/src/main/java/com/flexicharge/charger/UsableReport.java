package com.flexicharge.charger;

import com.flexicharge.shared.contract.charger.StatusReport;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A report with the time it counts from.
 *
 * @param usableAt the charger's time where its clock can be believed, else that of receipt
 */
record UsableReport(StatusReport asSent, Instant usableAt) {
    /** A charger that was cut off keeps its messages; a month covers any repair. */
    private static final Duration OLDEST = Duration.ofDays(30);

    /** Clocks of chargers that are set by us at each heartbeat do not run ahead by more. */
    private static final Duration AHEAD = Duration.ofMinutes(5);

    static UsableReport of(StatusReport report) {
        var oldest = report.receivedAt().minus(OLDEST);
        var newest = report.receivedAt().plus(AHEAD);
        var believed = Optional.ofNullable(report.statusAt())
                .filter(statusAt -> !statusAt.isBefore(oldest) && !statusAt.isAfter(newest));
        return new UsableReport(report, believed.orElse(report.receivedAt()));
    }

    int connectorID() {
        return asSent.connectorID();
    }
}
