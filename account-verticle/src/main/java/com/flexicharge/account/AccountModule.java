package com.flexicharge.account;

import com.flexicharge.account.http.AuthRoutes;
import com.flexicharge.account.http.KeyRoutes;
import com.flexicharge.account.http.ManagedExternally;
import com.flexicharge.account.http.UserAdminRoutes;
import com.flexicharge.account.http.UserInformationRoutes;
import com.flexicharge.shared.config.Settings;
import com.flexicharge.shared.http.HttpRoutes;
import com.flexicharge.shared.module.ModuleContext;
import com.flexicharge.shared.module.VerticleModule;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** People: their accounts, the tokens they carry, and who administers them. */
public final class AccountModule implements VerticleModule {
    private @Nullable AccountConfig config;
    private @Nullable ModuleContext context;
    private @Nullable String deployment;

    @Override
    public String name() {
        return "account";
    }

    @Override
    public void configure(Settings settings) {
        config = AccountConfig.read(settings);
    }

    @Override
    public Future<Void> start(ModuleContext context) {
        this.context = context;
        var settings = Objects.requireNonNull(config, "start() is called after configure()");
        return context.vertx()
                .deployVerticle(settings.externalIssuer()
                        .<VerticleBase>map(issuer -> new ExternalAccountVerticle(context, issuer))
                        .orElseGet(() -> new AccountVerticle(context, settings)))
                .onSuccess(id -> deployment = id)
                .mapEmpty();
    }

    @Override
    public void routes(HttpRoutes routes) {
        var process = Objects.requireNonNull(context, "routes() is called after start()");
        var bus = process.bus();
        new UserInformationRoutes(bus).register(routes);
        var accounts = isExternal() ? new ManagedExternally(routes) : routes;
        new AuthRoutes(bus, process.tokens()).register(accounts);
        new UserAdminRoutes(bus).register(accounts);
        new KeyRoutes(bus).register(accounts);
    }

    private boolean isExternal() {
        return Objects.requireNonNull(config, "routes() is called after configure()")
                .externalIssuer()
                .isPresent();
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
