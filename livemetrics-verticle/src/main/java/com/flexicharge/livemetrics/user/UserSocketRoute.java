package com.flexicharge.livemetrics.user;

import com.flexicharge.shared.contract.Reason;
import com.flexicharge.shared.contract.Refusal;
import com.flexicharge.shared.http.SocketToken;
import com.flexicharge.shared.http.TokenVerifier;
import com.flexicharge.shared.http.Tokens;
import com.flexicharge.shared.http.VerifiedToken;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code /user/{userID}} on the port for sockets: who may listen to whom. Stateless; runs on the event loop of each request's
 * connection.
 */
public final class UserSocketRoute {
    private static final String COULD_NOT_SUBSCRIBE =
            "[4,1337,\"InternalError\",\"Couldn't subscribe to live metrics\",{}]";

    private static final int MOST_USER_ID_CHARACTERS = 64;
    private static final Duration MOST_BLOCKED = Duration.ofSeconds(30);
    private static final Logger LOG = LoggerFactory.getLogger(UserSocketRoute.class);

    private final Vertx vertx;
    private final Clock clock;
    private final UserSockets sockets;
    private final Optional<TokenVerifier> tokens;
    private final Optional<Duration> pingInterval;
    private final Duration mostBlocked;

    /**
     * @param tokens       empty: everybody may listen to everybody
     * @param pingInterval empty: no pings
     */
    public UserSocketRoute(
            Vertx vertx,
            Clock clock,
            UserSockets sockets,
            Optional<TokenVerifier> tokens,
            Optional<Duration> pingInterval) {
        this(vertx, clock, sockets, tokens, pingInterval, MOST_BLOCKED);
    }

    UserSocketRoute(
            Vertx vertx,
            Clock clock,
            UserSockets sockets,
            Optional<TokenVerifier> tokens,
            Optional<Duration> pingInterval,
            Duration mostBlocked) {
        this.vertx = vertx;
        this.clock = clock;
        this.sockets = sockets;
        this.tokens = tokens;
        this.pingInterval = pingInterval;
        this.mostBlocked = mostBlocked;
    }

    /**
     * @param subprotocol to be returned
     * @param expiresAt   of the token; empty when none was asked for
     */
    private record Admitted(
            Optional<String> subprotocol, Optional<Instant> expiresAt, Optional<Supplier<Future<?>>> stillHolds) {}

    public void handle(HttpServerRequest request) {
        // Nothing of it may pass before it is decided who goes on with it.
        request.pause();
        Future.succeededFuture(request)
                .compose(this::admit)
                .onSuccess(admitted -> upgrade(request, admitted))
                .onFailure(failure -> refuse(request, failure));
    }

    private Future<Admitted> admit(HttpServerRequest request) {
        var userID = userID(request);
        if (tokens.isEmpty()) {
            return Future.succeededFuture(
                    new Admitted(tolerant(request).subprotocol(), Optional.empty(), Optional.empty()));
        }
        var said = Tokens.fromWebSocketRequest(request);
        var verifier = tokens.get();
        return said.token()
                .map(verifier::examine)
                .orElseGet(() -> Future.failedFuture(
                        Refusal.of(Reason.UNAUTHENTICATED, "unauthorizedError", "No authorization token was found")))
                .map(token -> admitted(token, userID, said, verifier));
    }

    private static Admitted admitted(VerifiedToken token, String userID, SocketToken said, TokenVerifier verifier) {
        if (!token.caller().owns(userID)) {
            throw Refusal.of(Reason.FORBIDDEN, "notOwner", "This token is not of user " + userID + ".");
        }
        Optional<Supplier<Future<?>>> stillHolds = said.token().map(text -> () -> verifier.examine(text));
        return new Admitted(said.subprotocol(), Optional.of(token.expiresAt()), stillHolds);
    }

    /** Where no token is asked for, a header that holds none does no harm. */
    private static SocketToken tolerant(HttpServerRequest request) {
        try {
            return Tokens.fromWebSocketRequest(request);
        } catch (Refusal noBearerToken) {
            return new SocketToken(Optional.empty(), Optional.empty());
        }
    }

    /**
     * The last segment of the path, decoded once; a plus is a plus.
     *
     * @throws Refusal INVALID or NOT_FOUND when there is none
     */
    private static String userID(HttpServerRequest request) {
        var path = Optional.ofNullable(request.path()).orElse("").replaceAll("/+$", "");
        var segment = path.substring(path.lastIndexOf('/') + 1);
        if (path.indexOf('/', 1) < 0) {
            throw Refusal.of(Reason.NOT_FOUND, "notFound", "The address of a user socket is /user/{userID}.");
        }
        var userID = decoded(segment);
        if (userID.isEmpty() || userID.length() > MOST_USER_ID_CHARACTERS) {
            throw Refusal.of(Reason.INVALID, "invalidUserID", "A userID has 1 to 64 characters.");
        }
        return userID;
    }

    private static String decoded(String segment) {
        try {
            return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw Refusal.of(Reason.INVALID, "invalidUserID", "The userID is not correctly percent-encoded.");
        }
    }

    private void upgrade(HttpServerRequest request, Admitted admitted) {
        var userID = userID(request);
        admitted.subprotocol().ifPresent(name -> request.response().putHeader("sec-websocket-protocol", name));
        request.toWebSocket()
                .onSuccess(socket -> open(socket, userID, admitted))
                .onFailure(failure -> LOG.debug("A request to {} became no WebSocket", request.path(), failure));
    }

    private void open(ServerWebSocket accepted, String userID, Admitted admitted) {
        var socket = new UserSocket(vertx, clock, userID, accepted, mostBlocked, sockets.delivery(), sockets.leftOut());
        if (!sockets.add(socket)) {
            LOG.warn("No room for another socket of user {}", userID);
            socket.refuse(COULD_NOT_SUBSCRIBE);
            return;
        }
        pingInterval.ifPresent(socket::pingEvery);
        admitted.expiresAt().ifPresent(expiry -> socket.closeAt(expiry, clock.instant()));
        admitted.stillHolds().ifPresent(socket::lookAtToken);
    }

    private static void refuse(HttpServerRequest request, Throwable failure) {
        request.resume();
        var response = request.response();
        if (failure instanceof Refusal refusal) {
            response.setStatusCode(status(refusal.reason()));
        } else {
            LOG.error("Admitting a user socket failed", failure);
            response.setStatusCode(500);
        }
        if (response.getStatusCode() == 401) {
            response.putHeader("www-authenticate", "Bearer");
        }
        response.putHeader("content-type", "text/plain; charset=utf-8")
                .end(failure instanceof Refusal refusal ? refusal.getMessage() : "Something went wrong here.");
    }

    private static int status(Reason reason) {
        return switch (reason) {
            case INVALID -> 400;
            case UNAUTHENTICATED -> 401;
            case FORBIDDEN -> 403;
            case NOT_FOUND -> 404;
            case BUSY, OFFLINE, UNAVAILABLE -> 503;
            case CONFLICT, REJECTED, TIMED_OUT, INTERNAL -> 500;
        };
    }
}
