package com.flexicharge.launcher.server;

import io.vertx.core.Deployable;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * One listener for each event loop on a port: Vert.x hands every new connection to one of them, where it stays. When the port is
 * given back, requests in hand are answered first.
 */
public final class Listeners {
    /** The modules have handed over by then, so what is still in hand is being written, or waits for a client that does not read. */
    private static final Duration LAST_ANSWERS = Duration.ofSeconds(3);

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
        private Optional<HttpServer> server = Optional.empty();

        Listener(HttpServerOptions options, Consumer<HttpServer> prepare) {
            this.options = options;
            this.prepare = prepare;
        }

        @Override
        public Future<?> start() {
            var made = vertx.createHttpServer(options);
            server = Optional.of(made);
            prepare.accept(made);
            return made.listen();
        }

        @Override
        public Future<?> stop() {
            return server.map(listening -> listening.shutdown(LAST_ANSWERS.toMillis(), TimeUnit.MILLISECONDS))
                    .orElseGet(Future::succeededFuture);
        }
    }
}
