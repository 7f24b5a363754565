package com.flexicharge.shared.log;

import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.VertxBootstrap;
import io.vertx.core.spi.VertxServiceProvider;
import io.vertx.core.spi.context.storage.ContextLocal;
import java.util.Optional;

/**
 * The HTTP request for which the work of this turn is done: its id goes with the request's own context through every future, and
 * with the bus to the modules that are asked for it. What a charger's socket does later, in its own turns, is not the request's.
 */
public final class CurrentRequest implements VertxServiceProvider {
    private static final ContextLocal<String> ID = ContextLocal.registerLocal(String.class);

    /** Vert.x makes one before anything else: a local must be known before the first context is there. */
    @Override
    public void init(VertxBootstrap bootstrap) {}

    /** From now on in this context, if it is one request's or message's own; that of a whole event loop is everybody's. */
    public static void begin(String requestId) {
        if (Vertx.currentContext() instanceof ContextInternal own && own.isDuplicate()) {
            own.putLocal(ID, requestId);
        }
    }

    public static Optional<String> id() {
        var context = Vertx.currentContext();
        return context == null ? Optional.empty() : Optional.ofNullable(context.getLocal(ID));
    }
}
