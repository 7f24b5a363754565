package com.flexicharge.shared.module;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;

/** Where a module registers what it answers on {@code SOCKET_PORT}. */
public interface SocketRoutes {
    /**
     * Requests whose path begins with this segment. The handler runs on the event loop of the request's connection, which may be
     * any of those that listen, and decides about the upgrade itself.
     *
     * @param firstPathSegment like {@code charger} in {@code /charger/abc111}
     */
    SocketRoutes on(String firstPathSegment, Handler<HttpServerRequest> handler);

    /** Frames up to this size must reach the handlers of this module; above it the connection reports an exception. */
    SocketRoutes allowFrames(int bytes);
}
