package com.flexicharge.shared.http;

import com.flexicharge.shared.contract.Role;
import com.flexicharge.shared.http.limit.RateLimit;
import com.flexicharge.testing.MutableClock;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** An API on a port of its own, asked over plain sockets so that requests are exactly what the test says. */
final class ApiServer implements AutoCloseable {
    static final String NOW = "2026-11-22T10:15:30Z";
    static final String ISSUER = "http://localhost:8080";
    private static final DevelopmentKey KEY = DevelopmentKey.generate();

    final Vertx vertx = Vertx.vertx();
    final MutableClock clock = MutableClock.at(NOW);
    final Tokens tokens = new Tokens(vertx, KEY, ISSUER, clock);
    private final HttpServer server;

    private ApiServer(HttpSettings settings, int requestsPerMinute, Consumer<HttpRoutes> routes) {
        var api = HttpApi.builder(settings, tokens)
                .limit(RateLimit.perMinute(requestsPerMinute, clock))
                .mount(routes)
                .build();
        server = await(vertx.createHttpServer()
                .requestHandler(api.router(vertx))
                .invalidRequestHandler(api::refuseMalformed)
                .listen(0, "127.0.0.1"));
    }

    static ApiServer with(Consumer<HttpRoutes> routes) {
        return with(HttpSettings.standard(), routes);
    }

    static ApiServer with(HttpSettings settings, Consumer<HttpRoutes> routes) {
        return limitedTo(0, settings, routes);
    }

    static ApiServer limitedTo(int requestsPerMinute, HttpSettings settings, Consumer<HttpRoutes> routes) {
        return new ApiServer(settings, requestsPerMinute, routes);
    }

    static <T> T await(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    int port() {
        return server.actualPort();
    }

    String token(String userID, Role role) {
        return tokens.mint(userID, role, Duration.ofHours(1));
    }

    Wire connect() {
        return Wire.to(port());
    }

    /** Sends one request on a connection of its own: its first line, then its headers. */
    Wire.Reply ask(String requestLine, String... headers) {
        return askWithBody("", requestLine, headers);
    }

    Wire.Reply askWithBody(String body, String requestLine, String... headers) {
        try (var wire = connect()) {
            return wire.ask(body, requestLine, headers);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        await(vertx.close());
    }
}
