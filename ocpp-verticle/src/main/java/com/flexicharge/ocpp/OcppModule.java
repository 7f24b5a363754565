package com.flexicharge.ocpp;

import com.flexicharge.ocpp.command.Commands;
import com.flexicharge.ocpp.handler.CallRouter;
import com.flexicharge.ocpp.handler.InboundCalls;
import com.flexicharge.ocpp.handler.RepeatedAnswers;
import com.flexicharge.ocpp.socket.ChargerRegistry;
import com.flexicharge.ocpp.socket.ConnectionTable;
import com.flexicharge.ocpp.socket.Doors;
import com.flexicharge.ocpp.socket.LastSeen;
import com.flexicharge.ocpp.socket.SocketServices;
import com.flexicharge.shared.config.Settings;
import com.flexicharge.shared.module.ModuleContext;
import com.flexicharge.shared.module.SocketRoutes;
import com.flexicharge.shared.module.VerticleModule;
import io.vertx.core.Future;
import org.jspecify.annotations.Nullable;

/** The sockets of the chargers, as a module of the process. */
public final class OcppModule implements VerticleModule {
    private @Nullable OcppConfig config;
    private @Nullable Doors doors;

    @Override
    public String name() {
        return "ocpp";
    }

    @Override
    public void configure(Settings settings) {
        config = OcppConfig.read(settings);
    }

    @Override
    public Future<Void> start(ModuleContext context) {
        var read = known(config);
        var bus = context.bus();
        var clock = context.clock();
        var meters = new OcppMeters(context.meters());
        var table = new ConnectionTable();
        var registry = new ChargerRegistry(context.vertx(), bus);
        var repeated = new RepeatedAnswers(clock);
        var router = new CallRouter(bus, clock, read.heartbeatIntervalSeconds());
        var inbound = new InboundCalls(router, bus, repeated, meters);
        var services = new SocketServices(context.vertx(), clock, read, meters, registry, inbound, table);
        meters.showSockets(table::size);
        doors = new Doors(services, context.node());
        var commands = new Commands(bus, table, context.node(), clock);
        return context.vertx()
                .deployVerticle(new OcppVerticle(bus, commands, table, new LastSeen(table, registry), repeated))
                .mapEmpty();
    }

    @Override
    public void sockets(SocketRoutes sockets) {
        var open = known(doors);
        sockets.allowFrames(known(config).maxFrameBytes())
                .on("ocpp", open::strict)
                .on("charger", open::flexiCharge)
                .on("connector", open::flexiCharge);
    }

    @Override
    public Future<Void> stop() {
        return doors == null ? Future.succeededFuture() : doors.close();
    }

    private static <T> T known(@Nullable T made) {
        if (made == null) {
            throw new IllegalStateException("The module ocpp is used before it was configured and started");
        }
        return made;
    }
}
