package com.flexicharge.ocpp;

import com.flexicharge.ocpp.command.Commands;
import com.flexicharge.ocpp.handler.RepeatedAnswers;
import com.flexicharge.ocpp.socket.ClockReports;
import com.flexicharge.ocpp.socket.ConnectionTable;
import com.flexicharge.ocpp.socket.LastSeen;
import com.flexicharge.ocpp.socket.QuirkCounts;
import com.flexicharge.shared.bus.Bus;
import com.flexicharge.shared.contract.charger.ChargerEndpoints;
import com.flexicharge.shared.module.Repeated;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;

/**
 * What a process does for all its sockets together. The sockets themselves, and all work for them, are on the event loops that
 * listen; here are only commands on their way to one of those.
 */
final class OcppVerticle extends VerticleBase {
    private static final Duration SEEN_INTERVAL = Duration.ofSeconds(10);
    private static final Duration CLOCKS_INTERVAL = Duration.ofSeconds(10);
    private static final Duration QUIRKS_INTERVAL = Duration.ofSeconds(10);
    private static final Duration FORGET_INTERVAL = Duration.ofMinutes(1);

    private final Bus bus;
    private final Commands commands;
    private final ConnectionTable table;
    private final LastSeen lastSeen;
    private final ClockReports clocks;
    private final QuirkCounts quirks;
    private final RepeatedAnswers repeatedAnswers;

    OcppVerticle(
            Bus bus,
            Commands commands,
            ConnectionTable table,
            LastSeen lastSeen,
            ClockReports clocks,
            QuirkCounts quirks,
            RepeatedAnswers repeatedAnswers) {
        this.bus = bus;
        this.commands = commands;
        this.table = table;
        this.lastSeen = lastSeen;
        this.clocks = clocks;
        this.quirks = quirks;
        this.repeatedAnswers = repeatedAnswers;
    }

    @Override
    public Future<?> start() {
        commands.answer();
        bus.listen(ChargerEndpoints.CONNECTION_CHANGED, table::changed);
        vertx.setPeriodic(SEEN_INTERVAL.toMillis(), id -> lastSeen.report());
        vertx.setPeriodic(CLOCKS_INTERVAL.toMillis(), id -> clocks.report());
        Repeated.start(vertx, QUIRKS_INTERVAL, "Reporting how chargers deviate", quirks::report);
        vertx.setPeriodic(FORGET_INTERVAL.toMillis(), id -> repeatedAnswers.forgetOld());
        return Future.succeededFuture();
    }
}
