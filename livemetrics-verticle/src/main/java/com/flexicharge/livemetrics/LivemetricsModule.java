package com.flexicharge.livemetrics;

import com.flexicharge.livemetrics.http.LiveRoutes;
import com.flexicharge.livemetrics.http.MeterValueRoutes;
import com.flexicharge.livemetrics.stream.StreamVerticle;
import com.flexicharge.livemetrics.stream.TicketRepository;
import com.flexicharge.livemetrics.stream.Tickets;
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
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Readings to users as they happen; the throttled database write. */
public final class LivemetricsModule implements VerticleModule {
    private static final Logger LOG = LoggerFactory.getLogger(LivemetricsModule.class);

    private @Nullable LivemetricsConfig config;
    private @Nullable Running running;

    private record Running(
            ModuleContext context,
            LivemetricsConfig config,
            UserSockets sockets,
            StreamVerticle streams,
            List<String> deployments) {}

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
        var streams = new StreamVerticle(
                context, Duration.ofSeconds(configured.keepAliveSeconds()), configured.resumeEvents());
        var vertx = context.vertx();
        return vertx.deployVerticle(new LivemetricsVerticle(configured, context, sockets))
                .compose(readings -> vertx.deployVerticle(streams)
                        .onSuccess(watchers -> running =
                                new Running(context, configured, sockets, streams, List.of(readings, watchers))))
                .mapEmpty();
    }

    @Override
    public void routes(HttpRoutes routes) {
        var context = known(running).context();
        new MeterValueRoutes(context.bus()).register(routes);
        var tickets = new Tickets(new TicketRepository(context.database()), context.clock());
        new LiveRoutes(context.bus(), context.tokens(), tickets, known(running).streams()).register(routes);
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
        var vertx = started.context().vertx();
        Future<Void> handedOver = Future.succeededFuture();
        for (var deployment : started.deployments()) {
            handedOver = handedOver.transform(ended -> vertx.undeploy(deployment));
        }
        return handedOver.transform(ended -> started.sockets().stop());
    }

    private static <T> T known(@Nullable T value) {
        if (value == null) {
            throw new IllegalStateException("A module is configured, then started, then used");
        }
        return value;
    }
}
