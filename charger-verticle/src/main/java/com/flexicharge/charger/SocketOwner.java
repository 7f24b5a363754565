package com.flexicharge.charger;

import com.flexicharge.shared.contract.Protocol;
import com.flexicharge.shared.contract.charger.StatusReport;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The socket that owns a charger, or did last.
 *
 * @param since absent: it never connected
 */
record SocketOwner(long epoch, Optional<Instant> since, Optional<Protocol> protocol) {
    /** Whether it is this socket's report, and not one of a socket before it. */
    boolean sent(StatusReport report) {
        @Nullable Long from = report.epoch();
        return from == null || from >= epoch;
    }

    /**
     * Whether the report may say what its connector does now. What an older socket received before this one came is late, but the
     * charger will not say it again; what it received afterwards is from somebody who is not the charger any more.
     */
    boolean heeds(StatusReport report) {
        return sent(report)
                || since.filter(came -> !report.receivedAt().isAfter(came)).isPresent();
    }
}
