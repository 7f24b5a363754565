package com.flexicharge.livemetrics.user;

import com.flexicharge.shared.contract.Role;
import com.flexicharge.shared.contract.livemetrics.LivemetricsEndpoints.LiveFrame;
import com.flexicharge.shared.http.DevelopmentKey;
import com.flexicharge.shared.http.TokenVerifier;
import com.flexicharge.shared.http.Tokens;
import com.flexicharge.testing.MutableClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** User sockets on a port, without the rest of the module. */
final class UserSocketServer implements AutoCloseable {
    static final int MOST_OF_A_USER = 3;

    final Vertx vertx = Vertx.vertx();
    final MutableClock clock = MutableClock.at("2026-11-22T10:00:00Z");
    final UserSockets sockets = new UserSockets(new SimpleMeterRegistry(), MOST_OF_A_USER);
    private final Tokens tokens = new Tokens(vertx, DevelopmentKey.generate(), "http://localhost:8080", clock);
    private final HttpServer server;

    UserSocketServer(boolean requireToken, Optional<Duration> pingInterval, Duration mostBlocked) {
        var verifier = requireToken ? Optional.<TokenVerifier>of(tokens) : Optional.<TokenVerifier>empty();
        var route = new UserSocketRoute(vertx, clock, sockets, verifier, pingInterval, mostBlocked);
        var options = new HttpServerOptions().setHost("127.0.0.1").setPort(0).setWebSocketClosingTimeout(2);
        server = await(
                vertx.createHttpServer(options).requestHandler(route::handle).listen());
    }

    static UserSocketServer open() {
        return new UserSocketServer(false, Optional.empty(), Duration.ofSeconds(30));
    }

    static UserSocketServer withTokens() {
        return new UserSocketServer(true, Optional.empty(), Duration.ofSeconds(30));
    }

    int port() {
        return server.actualPort();
    }

    String token(String userID, Role role, Duration life) {
        return tokens.mint(userID, role, life);
    }

    String token(String userID) {
        return token(userID, Role.USER, Duration.ofHours(1));
    }

    Map<String, Integer> heldFor(String userID) {
        return sockets.heldFor(userID);
    }

    int socketsOf(String userID) {
        return heldFor(userID).getOrDefault("sockets", -1);
    }

    int waitingFor(String userID) {
        return heldFor(userID).getOrDefault("buffers", -1);
    }

    void reading(String userID, int transactionID, String text) {
        sockets.deliver(new LiveFrame(userID, transactionID, 100000, LiveFrame.Kind.READING, text, null));
    }

    void end(String userID, int transactionID, String text) {
        sockets.deliver(new LiveFrame(userID, transactionID, 100000, LiveFrame.Kind.END, text, null));
    }

    @Override
    public void close() {
        await(vertx.close());
    }

    private static <T> T await(Future<T> future) {
        return future.toCompletionStage().toCompletableFuture().join();
    }
}
