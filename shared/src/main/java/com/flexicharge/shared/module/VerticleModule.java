package com.flexicharge.shared.module;

import com.flexicharge.shared.config.Settings;
import com.flexicharge.shared.http.HttpRoutes;
import io.vertx.core.Future;

/**
 * One module as the launcher sees it, found by {@link java.util.ServiceLoader}. The launcher calls, in this order: {@link
 * #configure} (all modules, before anything is started), the migrations, {@link #start}, {@link #sockets} once, {@link #routes}
 * once for each event loop that serves HTTP, and at the end {@link #stop}.
 */
public interface VerticleModule {
    /** In {@code VERTICLES}; also its database schema and the folder of its migrations, {@code db/migration/<name>}. */
    String name();

    /** Whether it keeps rows: then its schema is migrated before the start and its database is part of being ready. */
    default boolean keepsRows() {
        return true;
    }

    /** Reads and checks this module's settings; what is wrong is gathered there, not thrown. */
    void configure(Settings settings);

    /** Deploys the module's verticles. A failed future says what is missing; the process then ends. */
    Future<Void> start(ModuleContext context);

    /** Registers HTTP routes; route classes ask over the bus and keep no state. */
    default void routes(HttpRoutes routes) {}

    /** Registers what this module answers on the port for sockets. */
    default void sockets(SocketRoutes sockets) {}

    /** Drains: takes no new work and completes when the work at hand is done. The bus and the database still answer. */
    Future<Void> stop();
}
