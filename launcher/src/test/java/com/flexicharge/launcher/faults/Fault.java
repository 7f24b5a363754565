package com.flexicharge.launcher.faults;

import java.time.Duration;

/**
 * One fault of a run.
 *
 * @param at    from the beginning of the load
 * @param lasts until it is ended
 */
public record Fault(FaultKind kind, Duration at, Duration lasts) {
    @Override
    public String toString() {
        return kind + " at " + at.toMillis() + " ms for " + lasts.toMillis() + " ms";
    }
}
