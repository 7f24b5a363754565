package com.flexicharge.ocpp.socket;

import com.flexicharge.ocpp.OcppMeters;
import io.netty.handler.codec.http.websocketx.extensions.WebSocketServerExtensionHandler;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import java.util.Optional;

/** One request on its way to a WebSocket, or to the answer that there will be none. On the event loop of its connection. */
final class Upgrade {
    private static final int UPGRADE_REQUIRED = 426;
    private static final int UNAUTHORIZED = 401;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int UNAVAILABLE = 503;

    private final HttpServerRequest request;
    private final int maxFrameBytes;
    private final OcppMeters meters;
    private boolean gone;

    /** Holds the request back until it is decided. */
    Upgrade(HttpServerRequest request, int maxFrameBytes, OcppMeters meters) {
        this.request = request;
        this.maxFrameBytes = maxFrameBytes;
        this.meters = meters;
        request.pause();
        request.exceptionHandler(broken -> gone = true);
    }

    /** If not, it has been told so. */
    boolean isAskedFor() {
        if ("websocket".equalsIgnoreCase(request.getHeader(HttpHeaders.UPGRADE))) {
            return true;
        }
        request.response().putHeader(HttpHeaders.UPGRADE, "websocket");
        refuse(UPGRADE_REQUIRED);
        return false;
    }

    /** Agrees to no compression, whatever is offered. */
    void leaveCompressionOut() {
        var pipeline = Wire.of(request).pipeline();
        if (pipeline.get(WebSocketServerExtensionHandler.class) != null) {
            pipeline.remove(WebSocketServerExtensionHandler.class);
        }
    }

    /**
     * @param subprotocol returned to the charger; absent: none is
     * @return fails when the client is gone, or its handshake is no good
     */
    Future<ServerWebSocket> accept(Optional<String> subprotocol) {
        if (isGone()) {
            return Future.failedFuture("The client is gone");
        }
        // chosen here, by rules the server's own negotiation does not know
        request.headers().remove(Subprotocols.HEADER);
        subprotocol.ifPresent(name -> request.response().putHeader(Subprotocols.HEADER, name));
        return request.toWebSocket().onSuccess(socket -> Inflation.limit(socket, maxFrameBytes));
    }

    /** Answers over HTTP. */
    void refuse(int status) {
        meters.handshakeRefused(status);
        if (!isGone()) {
            request.resume();
            request.response().setStatusCode(status).end();
        }
    }

    void askForCredentials() {
        request.response().putHeader("WWW-Authenticate", "Basic realm=\"ocpp\"");
        refuse(UNAUTHORIZED);
    }

    void sayTooOften() {
        request.response().putHeader(HttpHeaders.RETRY_AFTER, "60");
        refuse(TOO_MANY_REQUESTS);
    }

    void sayUnavailable() {
        request.response().putHeader(HttpHeaders.RETRY_AFTER, "5");
        refuse(UNAVAILABLE);
    }

    /**
     * Accepts and closes at once: what a dialect does not want told over HTTP is told over the socket.
     *
     * @param frame sent before; empty: none
     */
    void acceptAndClose(Optional<String> subprotocol, String frame, int code, String reason) {
        meters.handshakeRefused(code);
        accept(subprotocol).onSuccess(socket -> {
            if (!frame.isEmpty()) {
                socket.writeTextMessage(frame);
            }
            socket.close((short) code, reason);
        });
    }

    boolean isGone() {
        return gone || request.response().closed();
    }
}
