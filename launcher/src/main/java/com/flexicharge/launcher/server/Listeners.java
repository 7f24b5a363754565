package com.flexicharge.launcher.server;

import io.vertx.core.Deployable;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.util.function.Supplier;

/** One listener for each event loop on a port: Vert.x hands every new connection to one of them, where it stays. */
public final class Listeners {
    private Listeners() {}

    /**
     * @param handlers makes the handler of one event loop; called on it
     * @return the deployment, to be undeployed when the port is to be given back
     */
    public static Future<String> listen(
            Vertx vertx, HttpServerOptions options, int count, Supplier<Handler<HttpServerRequest>> handlers) {
        return vertx.deployVerticle(
                (Supplier<? extends Deployable>) () -> new Listener(options, handlers),
                new DeploymentOptions().setInstances(count));
    }

    private static final class Listener extends VerticleBase {
        private final HttpServerOptions options;
        private final Supplier<Handler<HttpServerRequest>> handlers;

        Listener(HttpServerOptions options, Supplier<Handler<HttpServerRequest>> handlers) {
            this.options = options;
            this.handlers = handlers;
        }

        @Override
        public Future<?> start() {
            return vertx.createHttpServer(options)
                    .requestHandler(handlers.get())
                    .listen();
        }
    }
}
