package com.flexicharge.ocpp.socket;

import com.flexicharge.ocpp.OcppMeters;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import java.util.Optional;

/** From an HTTP request to a WebSocket, or to the answer that there is none. */
final class Upgrade {
    private static final int UPGRADE_REQUIRED = 426;

    private final OcppMeters meters;

    Upgrade(OcppMeters meters) {
        this.meters = meters;
    }

    /** Holds a request back until it is decided. @return whether it asks for a WebSocket; if not, it has been answered */
    boolean begin(HttpServerRequest request) {
        if ("websocket".equalsIgnoreCase(request.getHeader(HttpHeaders.UPGRADE))) {
            request.pause();
            return true;
        }
        request.response().putHeader(HttpHeaders.UPGRADE, "websocket");
        refuse(request, UPGRADE_REQUIRED);
        return false;
    }

    /**
     * @param subprotocol returned to the charger; absent: none is
     * @return fails when the client is gone, or its handshake is no good
     */
    Future<ServerWebSocket> accept(HttpServerRequest request, Optional<String> subprotocol) {
        if (request.response().closed()) {
            return Future.failedFuture("The client is gone");
        }
        // chosen here, by rules the server's own negotiation does not know
        request.headers().remove(Subprotocols.HEADER);
        subprotocol.ifPresent(name -> request.response().putHeader(Subprotocols.HEADER, name));
        return request.toWebSocket();
    }

    /** Answers over HTTP. */
    void refuse(HttpServerRequest request, int status) {
        meters.handshakeRefused(status);
        request.resume();
        if (!request.response().closed()) {
            request.response().setStatusCode(status).end();
        }
    }

    /**
     * Accepts and closes at once: what cannot be told over HTTP is told over the socket.
     *
     * @param frame sent before; empty: none
     */
    void acceptAndClose(
            HttpServerRequest request, Optional<String> subprotocol, String frame, int code, String reason) {
        meters.handshakeRefused(code);
        accept(request, subprotocol).onSuccess(socket -> {
            if (!frame.isEmpty()) {
                socket.writeTextMessage(frame);
            }
            socket.close((short) code, reason);
        });
    }
}
