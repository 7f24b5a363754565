package com.flexicharge.charger;

import com.flexicharge.charger.http.CertificateRoutes;
import com.flexicharge.charger.http.ChargePointRoutes;
import com.flexicharge.charger.http.ChargerRoutes;
import com.flexicharge.charger.http.ChargingProfileRoutes;
import com.flexicharge.charger.http.ConfigurationRoutes;
import com.flexicharge.charger.http.CredentialRoutes;
import com.flexicharge.charger.http.JobRoutes;
import com.flexicharge.charger.http.LocalListRoutes;
import com.flexicharge.charger.http.QuirkRoutes;
import com.flexicharge.charger.http.ReservationRoutes;
import com.flexicharge.charger.http.SecurityEventRoutes;
import com.flexicharge.charger.http.StatusRoutes;
import com.flexicharge.shared.config.Settings;
import com.flexicharge.shared.db.IdempotencyRepository;
import com.flexicharge.shared.http.HttpRoutes;
import com.flexicharge.shared.http.RecentAnswers;
import com.flexicharge.shared.http.RepeatableRoutes;
import com.flexicharge.shared.module.ModuleContext;
import com.flexicharge.shared.module.VerticleModule;
import io.vertx.core.Future;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The registry: charge points, chargers, connectors, their status, who is connected where, and users' holds. */
public final class ChargerModule implements VerticleModule {
    private @Nullable ChargerConfig config;
    private @Nullable ModuleContext context;
    private @Nullable RecentAnswers recent;
    private @Nullable String deployment;

    @Override
    public String name() {
        return "charger";
    }

    @Override
    public void configure(Settings settings) {
        config = ChargerConfig.read(settings);
    }

    @Override
    public Future<Void> start(ModuleContext context) {
        this.context = context;
        this.recent = new RecentAnswers(context.clock());
        var settings = Objects.requireNonNull(config, "start() is called after configure()");
        return context.vertx()
                .deployVerticle(new ChargerVerticle(context, settings))
                .onSuccess(id -> deployment = id)
                .mapEmpty();
    }

    @Override
    public void routes(HttpRoutes plain) {
        var process = Objects.requireNonNull(context, "routes() is called after start()");
        var bus = process.bus();
        var lists = Objects.requireNonNull(recent, "routes() is called after start()");
        var keys = new IdempotencyRepository(process.database(), name());
        var routes = new RepeatableRoutes(plain, keys, process.clock());
        new ChargerRoutes(bus, lists).register(routes);
        new CredentialRoutes(bus).register(routes);
        new StatusRoutes(bus).register(routes);
        new ConfigurationRoutes(bus).register(routes);
        new LocalListRoutes(bus).register(routes);
        new JobRoutes(bus).register(routes);
        new SecurityEventRoutes(bus).register(routes);
        new QuirkRoutes(bus).register(routes);
        new CertificateRoutes(bus).register(routes);
        new ChargePointRoutes(bus, lists).register(routes);
        var settings = Objects.requireNonNull(config, "routes() is called after configure()");
        new ReservationRoutes(bus, process.clock(), settings.remoteWaitMillis(), settings.hold()).register(routes);
        new ChargingProfileRoutes(bus).register(routes);
    }

    @Override
    public Future<Void> stop() {
        var process = context;
        var running = deployment;
        deployment = null;
        return process == null || running == null
                ? Future.succeededFuture()
                : process.vertx().undeploy(running);
    }
}
