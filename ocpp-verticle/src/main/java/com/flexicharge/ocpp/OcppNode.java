package com.flexicharge.ocpp;

import com.flexicharge.ocpp.command.Commands;
import com.flexicharge.ocpp.handler.CallRouter;
import com.flexicharge.ocpp.handler.InboundCalls;
import com.flexicharge.ocpp.handler.RepeatedAnswers;
import com.flexicharge.ocpp.log.LogVerticle;
import com.flexicharge.ocpp.socket.ChargerRegistry;
import com.flexicharge.ocpp.socket.ConnectionTable;
import com.flexicharge.ocpp.socket.Doors;
import com.flexicharge.ocpp.socket.LastSeen;
import com.flexicharge.ocpp.socket.SocketServices;
import com.flexicharge.shared.bus.Bus;
import com.flexicharge.shared.module.ModuleContext;
import io.vertx.core.Future;
import io.vertx.core.Vertx;

/** All that one process has for chargers, put together. */
final class OcppNode {
    private final Vertx vertx;
    private final Bus bus;
    private final LogVerticle log;
    private String logDeployment = "";
    private final OcppVerticle verticle;
    private final Doors doors;

    private OcppNode(Vertx vertx, Bus bus, LogVerticle log, OcppVerticle verticle, Doors doors) {
        this.vertx = vertx;
        this.bus = bus;
        this.log = log;
        this.verticle = verticle;
        this.doors = doors;
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
        var log = new LogVerticle(context, config.log());
        meters.showSockets(table::size);
        var services = new SocketServices(vertx, clock, config, meters, chargers, inboundCalls, table, log);
        var commands = new Commands(bus, table, name, clock);
        var lastSeen = new LastSeen(table, chargers);
        return new OcppNode(
                vertx,
                bus,
                log,
                new OcppVerticle(bus, commands, table, lastSeen, repeatedAnswers),
                new Doors(services, name));
    }

    Future<Void> start() {
        return vertx.deployVerticle(log)
                .onSuccess(id -> logDeployment = id)
                .compose(id -> vertx.deployVerticle(verticle))
                .mapEmpty();
    }

    /** Closes the sockets, then writes down what was said on them. */
    Future<Void> stop() {
        return doors.close().eventually(() -> vertx.undeploy(logDeployment));
    }

    Bus bus() {
        return bus;
    }

    Doors doors() {
        return doors;
    }
}
