package com.flexicharge.ocpp;

import com.flexicharge.ocpp.command.Commands;
import com.flexicharge.ocpp.handler.CallRouter;
import com.flexicharge.ocpp.handler.InboundCalls;
import com.flexicharge.ocpp.handler.RepeatedAnswers;
import com.flexicharge.ocpp.socket.ChargerRegistry;
import com.flexicharge.ocpp.socket.ConnectionTable;
import com.flexicharge.ocpp.socket.Doors;
import com.flexicharge.ocpp.socket.LastSeen;
import com.flexicharge.ocpp.socket.QuirkCounts;
import com.flexicharge.ocpp.socket.SocketServices;
import com.flexicharge.shared.module.ModuleContext;
import io.vertx.core.Future;
import io.vertx.core.Vertx;

/** All that one process has for chargers, put together. */
final class OcppNode {
    private final Vertx vertx;
    private final OcppVerticle verticle;
    private final Doors doors;
    private final QuirkCounts quirks;

    private OcppNode(Vertx vertx, OcppVerticle verticle, Doors doors, QuirkCounts quirks) {
        this.vertx = vertx;
        this.verticle = verticle;
        this.doors = doors;
        this.quirks = quirks;
    }

    static OcppNode of(ModuleContext context, OcppConfig config) {
        var vertx = context.vertx();
        var bus = context.bus();
        var clock = context.clock();
        var name = context.node();
        var meters = new OcppMeters(context.meters());
        var repeatedAnswers = new RepeatedAnswers(clock);
        var router = new CallRouter(bus, clock, config.heartbeatIntervalSeconds());
        var inboundCalls = new InboundCalls(router, bus, repeatedAnswers, meters);
        var chargers = new ChargerRegistry(vertx, bus);
        var table = new ConnectionTable();
        var quirks = new QuirkCounts(bus);
        meters.showSockets(table::size);
        var services = new SocketServices(vertx, clock, config, meters, chargers, inboundCalls, table, quirks);
        var commands = new Commands(bus, table, name, clock);
        var lastSeen = new LastSeen(table, chargers);
        return new OcppNode(
                vertx,
                new OcppVerticle(bus, commands, table, lastSeen, quirks, repeatedAnswers),
                new Doors(services, name),
                quirks);
    }

    Future<Void> start() {
        return vertx.deployVerticle(verticle).mapEmpty();
    }

    /** Sends all chargers home, and tells what was met until then. */
    Future<Void> stop() {
        return doors.close().transform(closed -> quirks.report().otherwiseEmpty());
    }

    Doors doors() {
        return doors;
    }
}
