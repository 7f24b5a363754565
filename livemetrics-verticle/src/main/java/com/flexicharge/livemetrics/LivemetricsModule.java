package com.flexicharge.livemetrics;

import com.flexicharge.livemetrics.http.MeterValueRoutes;
import com.flexicharge.livemetrics.user.UserSocketRoute;
import com.flexicharge.livemetrics.user.UserSockets;
import com.flexicharge.shared.config.Settings;
import com.flexicharge.shared.http.HttpRoutes;
import com.flexicharge.shared.http.TokenVerifier;
import com.flexicharge.shared.module.ModuleContext;
import com.flexicharge.shared.module.SocketRoutes;
import com.flexicharge.shared.module.VerticleModule;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Readings to users as they happen; the throttled database write. */
public final class LivemetricsModule implements VerticleModule {
    private static final Logger LOG = LoggerFactory.getLogger(LivemetricsModule.class);

    private @Nullable LivemetricsConfig config;
    private @Nullable Running running;

    private record Running(ModuleContext context, LivemetricsConfig config, UserSockets sockets, String deployment) {}

    @Override
    public String name() {
        return "livemetrics";
    }

    @Override
    public void configure(Settings settings) {
        config = LivemetricsConfig.read(settings);
    }

    @Override
    public Future<Void> start(ModuleContext context) {
        var configured = known(config);
        if (!configured.requireToken()) {
            LOG.warn(
                    "LIVEMETRICS_AUTH=0: everybody who reaches the port for sockets can listen to every user's sessions");
        }
        var sockets = new UserSockets(context.meters());
        return context.vertx()
                .deployVerticle(new LivemetricsVerticle(configured, context, sockets))
                .onSuccess(deployment -> running = new Running(context, configured, sockets, deployment))
                .mapEmpty();
    }

    @Override
    public void routes(HttpRoutes routes) {
        new MeterValueRoutes(known(running).context().bus()).register(routes);
    }

    @Override
    public void sockets(SocketRoutes routes) {
        var context = known(running).context();
        var settings = known(running).config();
        Optional<TokenVerifier> tokens = settings.requireToken() ? Optional.of(context.tokens()) : Optional.empty();
        var pings =
                Optional.of(Duration.ofSeconds(settings.pingIntervalSeconds())).filter(interval -> !interval.isZero());
        var route = new UserSocketRoute(
                context.vertx(), context.clock(), known(running).sockets(), tokens, pings);
        routes.on("user", route::handle);
    }

    /** No new readings; those under way reach the database; then the users are sent away. */
    @Override
    public Future<Void> stop() {
        var started = known(running);
        return started.context()
                .vertx()
                .undeploy(started.deployment())
                .transform(ended -> started.sockets().stop());
    }

    private static <T> T known(@Nullable T value) {
        if (value == null) {
            throw new IllegalStateException("A module is configured, then started, then used");
        }
        return value;
    }
}
