package com.flexicharge.launcher.server;

import com.flexicharge.shared.module.SocketRoutes;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who answers which first path segment on the port for sockets. Filled at the start, only read afterwards. */
public final class SocketRouteTable implements SocketRoutes {
    private static final int LEAST_FRAME_BYTES = 65_536;

    private final Map<String, Handler<HttpServerRequest>> handlers = new HashMap<>();
    private int frameBytes = LEAST_FRAME_BYTES;
    private volatile boolean draining;

    @Override
    public SocketRoutes on(String firstPathSegment, Handler<HttpServerRequest> handler) {
        if (handlers.putIfAbsent(firstPathSegment, handler) != null) {
            throw new IllegalStateException("Two modules answer sockets at /" + firstPathSegment);
        }
        return this;
    }

    @Override
    public SocketRoutes allowFrames(int bytes) {
        frameBytes = Math.max(frameBytes, bytes);
        return this;
    }

    public int frameBytes() {
        return frameBytes;
    }

    /** From now on newcomers are sent away with 503; who is connected stays until its module closes it. */
    public void drain() {
        draining = true;
    }

    public void handle(HttpServerRequest request) {
        @Nullable Handler<HttpServerRequest> handler = handlers.get(firstSegment(request.path()));
        if (draining) {
            request.response().setStatusCode(503).putHeader("Retry-After", "5").end();
        } else if (handler == null) {
            request.response().setStatusCode(404).end();
        } else {
            handler.handle(request);
        }
    }

    private static String firstSegment(@Nullable String path) {
        if (path == null || !path.startsWith("/")) {
            return "";
        }
        int end = path.indexOf('/', 1);
        return end < 0 ? path.substring(1) : path.substring(1, end);
    }
}
