package com.flexicharge.launcher.server;

import com.flexicharge.launcher.door.Door;
import com.flexicharge.shared.http.HttpApi;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/**
 * Answers HTTP from the first moment of a start: whoever watches the process is told that it lives and is not ready, which it
 * could not tell from a dead one. Everything else is sent away with 503 until all routes are there.
 */
public final class EarlyHttp {
    private final Vertx vertx;
    private final Supplier<HttpApi> health;
    private final Supplier<HttpApi> everything;
    private final List<Desk> desks = new CopyOnWriteArrayList<>();

    /**
     * @param health     makes the routes for the time of the start
     * @param everything makes all routes; called once for each event loop, on it, when the modules have started
     */
    public EarlyHttp(Vertx vertx, Supplier<HttpApi> health, Supplier<HttpApi> everything) {
        this.vertx = vertx;
        this.health = health;
        this.everything = everything;
    }

    /** Sets the handlers of one event loop's server; on that loop. */
    public void serve(HttpServer server, Door door) {
        var desk = new Desk(vertx.getOrCreateContext(), health.get());
        door.guard(server, vertx, desk::handle);
        server.invalidRequestHandler(desk::refuseMalformed);
        desks.add(desk);
    }

    /** @return fails when the routes cannot be made */
    public Future<Void> open() {
        return Future.join(desks.stream().map(Desk::open).toList()).mapEmpty();
    }

    /** One event loop's part; lives on it. */
    private final class Desk {
        private final Context context;
        private HttpApi api;
        private Handler<HttpServerRequest> router;

        Desk(Context context, HttpApi health) {
            this.context = context;
            this.api = health;
            var healthRouter = health.router(vertx);
            this.router = request -> {
                if (String.valueOf(request.path()).startsWith("/health/")) {
                    healthRouter.handle(request);
                } else {
                    request.response()
                            .setStatusCode(503)
                            .putHeader("Retry-After", "5")
                            .end();
                }
            };
        }

        void handle(HttpServerRequest request) {
            router.handle(request);
        }

        void refuseMalformed(HttpServerRequest request) {
            api.refuseMalformed(request);
        }

        Future<Void> open() {
            Promise<Void> opened = Promise.promise();
            context.runOnContext(turn -> Future.succeededFuture()
                    .<Void>map(now -> {
                        api = everything.get();
                        router = api.router(vertx);
                        return null;
                    })
                    .onComplete(opened));
            return opened.future();
        }
    }
}
