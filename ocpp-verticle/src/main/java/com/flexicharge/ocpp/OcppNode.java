package com.flexicharge.ocpp;

import com.flexicharge.ocpp.command.Commands;
import com.flexicharge.ocpp.durable.DurableCommands;
import com.flexicharge.ocpp.handler.CallRouter;
import com.flexicharge.ocpp.handler.InboundCalls;
import com.flexicharge.ocpp.handler.RepeatedAnswers;
import com.flexicharge.ocpp.http.CommandRoutes;
import com.flexicharge.ocpp.http.ConnectionRoutes;
import com.flexicharge.ocpp.http.MessageRoutes;
import com.flexicharge.ocpp.http.OperationRoutes;
import com.flexicharge.ocpp.log.LogVerticle;
import com.flexicharge.ocpp.operation.Operation;
import com.flexicharge.ocpp.socket.ChargerRegistry;
import com.flexicharge.ocpp.socket.ClockReports;
import com.flexicharge.ocpp.socket.ConnectionTable;
import com.flexicharge.ocpp.socket.Doors;
import com.flexicharge.ocpp.socket.LastSeen;
import com.flexicharge.ocpp.socket.QuirkCounts;
import com.flexicharge.ocpp.socket.SocketServices;
import com.flexicharge.shared.bus.Bus;
import com.flexicharge.shared.contract.Protocol;
import com.flexicharge.shared.http.HttpRoutes;
import com.flexicharge.shared.module.ModuleContext;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.List;

/** All that one process has for chargers, put together. */
final class OcppNode {
    private final Vertx vertx;
    private final LogVerticle log;
    private String logDeployment = "";
    private final OcppVerticle verticle;
    private final Doors doors;
    private final DurableCommands durable;
    private final QuirkCounts quirks;
    private final Bus bus;
    private final Clock clock;
    private final int waitMillis;

    private OcppNode(
            Vertx vertx,
            LogVerticle log,
            OcppVerticle verticle,
            Doors doors,
            DurableCommands durable,
            QuirkCounts quirks,
            Bus bus,
            Clock clock,
            int waitMillis) {
        this.vertx = vertx;
        this.log = log;
        this.bus = bus;
        this.clock = clock;
        this.waitMillis = waitMillis;
        this.verticle = verticle;
        this.durable = durable;
        this.doors = doors;
        this.quirks = quirks;
    }

    /** @param operations the actions that are more than passing a payload on */
    static OcppNode of(ModuleContext context, OcppConfig config, List<Operation> operations) {
        var vertx = context.vertx();
        var bus = context.bus();
        var clock = context.clock();
        var name = context.node();
        var meters = new OcppMeters(context.meters());
        var repeatedAnswers = new RepeatedAnswers(clock);
        var table = new ConnectionTable(clock);
        var durable = new DurableCommands(context, config, meters, table, operations);
        var router = new CallRouter(bus, clock, config.heartbeatIntervalSeconds(), durable.witness());
        var inboundCalls = new InboundCalls(router, bus, repeatedAnswers, meters);
        var chargers = new ChargerRegistry(vertx, bus);
        var log = new LogVerticle(context, config.log());
        var quirks = new QuirkCounts(bus);
        for (var protocol : Protocol.values()) {
            meters.showSockets(protocol, () -> table.size(protocol));
        }
        var services = new SocketServices(
                vertx, clock, config, meters, chargers, inboundCalls, table, durable.storedCalls(), log, quirks);
        var commands = new Commands(bus, table, name, clock);
        var lastSeen = new LastSeen(table, chargers);
        var clocks = new ClockReports(table, chargers, clock);
        return new OcppNode(
                vertx,
                log,
                new OcppVerticle(bus, commands, table, lastSeen, clocks, quirks, repeatedAnswers),
                new Doors(services, name),
                durable,
                quirks,
                bus,
                clock,
                config.commands().waitMillis());
    }

    Future<Void> start() {
        return vertx.deployVerticle(log)
                .onSuccess(id -> logDeployment = id)
                .compose(id -> vertx.deployVerticle(verticle))
                .compose(id -> durable.start());
    }

    void routes(HttpRoutes routes) {
        new OperationRoutes(bus, waitMillis).register(routes);
        new CommandRoutes(bus).register(routes);
        new MessageRoutes(bus).register(routes);
        new ConnectionRoutes(bus, clock).register(routes);
    }

    /**
     * Takes nothing new, answers what was received, closes the sockets, and writes down what was said and met on them.
     *
     * @return when what is known of commands is stored too
     */
    Future<Void> stop() {
        return durable.stopTaking()
                .compose(stopped -> doors.close())
                .eventually(durable::stop)
                .eventually(quirks::reportLast)
                .eventually(() -> vertx.undeploy(logDeployment));
    }

    Doors doors() {
        return doors;
    }
}
