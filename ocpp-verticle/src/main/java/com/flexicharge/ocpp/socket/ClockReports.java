package com.flexicharge.ocpp.socket;

import com.flexicharge.shared.contract.charger.ClockDrift;
import com.flexicharge.shared.contract.charger.ClockEndpoints.MeasuredClock;
import java.time.Clock;
import java.time.Instant;

/** Tells the registry now and then whose clock is off by how much, where that has changed. */
public final class ClockReports {
    private final ChargerNews<MeasuredClock> news;

    public ClockReports(ConnectionTable table, ChargerRegistry registry, Clock clock) {
        news = new ChargerNews<>(
                table,
                connection -> connection.clockWatch().isUnreported(),
                connection -> measured(connection, clock.instant()),
                registry::clocksMeasured,
                (connection, told) ->
                        connection.clockWatch().reported(told.drift().driftMillis()));
    }

    public void report() {
        news.report();
    }

    private static MeasuredClock measured(ChargerConnection connection, Instant now) {
        var driftMillis = connection.clockWatch().driftMillis().orElseThrow();
        return new MeasuredClock(connection.connectorID(), connection.epoch(), new ClockDrift(driftMillis, now));
    }
}
