package com.flexicharge.launcher.server;

import io.vertx.core.Deployable;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** One listener for each event loop on a port: Vert.x hands every new connection to one of them, where it stays. */
public final class Listeners {
    private Listeners() {}

    /**
     * @param prepare sets the handlers of one event loop's server; called on it
     * @return the deployment, to be undeployed when the port is to be given back
     */
    public static Future<String> listen(
            Vertx vertx, HttpServerOptions options, int count, Consumer<HttpServer> prepare) {
        return vertx.deployVerticle(
                (Supplier<? extends Deployable>) () -> new Listener(options, prepare),
                new DeploymentOptions().setInstances(count));
    }

    private static final class Listener extends VerticleBase {
        private final HttpServerOptions options;
        private final Consumer<HttpServer> prepare;

        Listener(HttpServerOptions options, Consumer<HttpServer> prepare) {
            this.options = options;
            this.prepare = prepare;
        }

        @Override
        public Future<?> start() {
            var server = vertx.createHttpServer(options);
            prepare.accept(server);
            return server.listen();
        }
    }
}
