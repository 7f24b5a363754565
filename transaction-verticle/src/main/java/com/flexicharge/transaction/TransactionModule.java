package com.flexicharge.transaction;

import com.flexicharge.shared.config.Settings;
import com.flexicharge.shared.db.IdempotencyRepository;
import com.flexicharge.shared.http.HttpRoutes;
import com.flexicharge.shared.http.RepeatableRoutes;
import com.flexicharge.shared.module.ModuleContext;
import com.flexicharge.shared.module.VerticleModule;
import com.flexicharge.transaction.http.IdTagRoutes;
import com.flexicharge.transaction.http.InvoiceRoutes;
import com.flexicharge.transaction.http.OperatorRoutes;
import com.flexicharge.transaction.http.ReceiptRoutes;
import com.flexicharge.transaction.http.StatisticsRoutes;
import com.flexicharge.transaction.http.TariffRoutes;
import com.flexicharge.transaction.http.TransactionRoutes;
import com.flexicharge.transaction.paper.PaperPdf;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.function.Supplier;

/** The launcher's way into this module. */
public final class TransactionModule implements VerticleModule {
    private Optional<TransactionConfig> config = Optional.empty();
    private Optional<ModuleContext> context = Optional.empty();
    private Supplier<Future<Void>> undeploy = Future::succeededFuture;

    @Override
    public String name() {
        return "transaction";
    }

    @Override
    public void configure(Settings settings) {
        config = Optional.of(TransactionConfig.read(settings));
    }

    @Override
    public Future<Void> start(ModuleContext context) {
        this.context = Optional.of(context);
        var verticle = new TransactionVerticle(context, config.orElseThrow());
        return context.vertx()
                .deployVerticle(verticle)
                .onSuccess(id -> undeploy = () -> context.vertx().undeploy(id))
                .mapEmpty();
    }

    @Override
    public void routes(HttpRoutes plain) {
        var process = context.orElseThrow();
        var bus = process.bus();
        var keys = new IdempotencyRepository(process.database(), name());
        var routes = new RepeatableRoutes(plain, keys, process.clock());
        new TariffRoutes(bus, process.clock()).register(routes);
        var papers = new PaperPdf(process.vertx());
        new InvoiceRoutes(bus, papers, config.orElseThrow().publicUrl()).register(routes);
        new ReceiptRoutes(bus, papers).register(routes);
        new TransactionRoutes(bus).register(routes);
        new OperatorRoutes(bus).register(routes);
        new IdTagRoutes(bus).register(routes);
        new StatisticsRoutes(bus, process.clock()).register(routes);
    }

    @Override
    public Future<Void> stop() {
        return undeploy.get();
    }
}
