package com.flexicharge.ocpp.socket;

import com.flexicharge.shared.contract.charger.ClockDrift;
import com.flexicharge.shared.contract.charger.ClockEndpoints.MeasuredClock;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** Tells the registry now and then whose clock is off by how much, where that has changed. */
public final class ClockReports {
    /** As many as the registry takes at a time. */
    private static final int MOST_AT_ONCE = 1_000;

    private final ConnectionTable table;
    private final ChargerRegistry registry;
    private final Clock clock;

    public ClockReports(ConnectionTable table, ChargerRegistry registry, Clock clock) {
        this.table = table;
        this.registry = registry;
        this.clock = clock;
    }

    /** What the registry does not hear now is told with the next report. */
    public void report() {
        var unreported = new ArrayList<>(table.all());
        unreported.removeIf(connection -> !connection.clockWatch().isUnreported());
        for (var from = 0; from < unreported.size(); from += MOST_AT_ONCE) {
            report(unreported.subList(from, Math.min(from + MOST_AT_ONCE, unreported.size())));
        }
    }

    private void report(List<ChargerConnection> connections) {
        var measuredAt = clock.instant();
        var measured = connections.stream()
                .map(connection -> new MeasuredClock(
                        connection.connectorID(),
                        connection.epoch(),
                        new ClockDrift(connection.clockWatch().driftMillis().orElseThrow(), measuredAt)))
                .toList();
        registry.clocksMeasured(measured).onSuccess(told -> {
            for (var i = 0; i < measured.size(); i++) {
                connections.get(i).clockWatch().reported(measured.get(i).drift().driftMillis());
            }
        });
    }
}
