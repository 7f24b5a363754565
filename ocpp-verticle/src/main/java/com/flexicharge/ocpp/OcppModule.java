package com.flexicharge.ocpp;

import com.flexicharge.ocpp.operation.Operations;
import com.flexicharge.shared.config.Settings;
import com.flexicharge.shared.http.HttpRoutes;
import com.flexicharge.shared.module.ModuleContext;
import com.flexicharge.shared.module.SocketRoutes;
import com.flexicharge.shared.module.VerticleModule;
import io.vertx.core.Future;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The sockets of the chargers, as a module of the process. */
public final class OcppModule implements VerticleModule {
    private static final Logger LOG = LoggerFactory.getLogger(OcppModule.class);

    private @Nullable OcppConfig config;
    private @Nullable OcppNode node;

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
        warnOfOpenDoors(known(config));
        var started = OcppNode.of(context, known(config), Operations.of(context.bus()));
        node = started;
        return started.start();
    }

    @Override
    public void routes(HttpRoutes routes) {
        known(node).routes(routes);
    }

    @Override
    public void sockets(SocketRoutes sockets) {
        var doors = known(node).doors();
        sockets.allowFrames(known(config).maxFrameBytes())
                .on("ocpp", doors::strict)
                .on("charger", doors::flexiCharge)
                .on("connector", doors::flexiCharge);
    }

    @Override
    public Future<Void> stop() {
        return node == null ? Future.succeededFuture() : node.stop();
    }

    private static void warnOfOpenDoors(OcppConfig config) {
        if (config.leastSecurityProfile() == 0) {
            LOG.warn("Open for development: chargers without a stored password are let in by their name alone"
                    + " (OCPP_MIN_SECURITY_PROFILE=0)");
        }
        switch (config.unknownChargers()) {
            case REJECT -> {}
            case ACCEPT ->
                LOG.warn("Open for development: unknown chargers are registered as they connect"
                        + " (OCPP_UNKNOWN_CHARGERS=accept)");
            case PENDING ->
                LOG.warn("Unknown chargers are registered as they connect and wait for an operator to accept them"
                        + " (OCPP_UNKNOWN_CHARGERS=pending)");
        }
    }

    private static <T> T known(@Nullable T made) {
        if (made == null) {
            throw new IllegalStateException("The module ocpp is used before it was configured and started");
        }
        return made;
    }
}
