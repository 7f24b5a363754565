package com.flexicharge.launcher.door;

import com.flexicharge.launcher.door.Door.Cut;
import io.netty.channel.ChannelHandlerContext;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.impl.HttpServerConnection;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The connections of one event loop, in the order in which each came to be where it is. Only that event loop touches it.
 *
 * <p>At the bound a newcomer takes the place of one that is silent, so that holding connections open keeps nobody out: of those
 * without any request yet, or of those between two, whichever are more, the one that has been so longest. Only when all are being
 * served is the newcomer turned away.
 */
final class Guests {
    /** Present until a connection has become a WebSocket. */
    private static final String HTTP = "httpDecoder";

    /** How finely silence is measured: in sixths of the shorter time. */
    private static final int FINENESS = 6;

    private final Door door;
    private final long tickMillis;
    private final Map<HttpConnection, Long> newcomers = new LinkedHashMap<>();
    private final Map<HttpConnection, Long> pausing = new LinkedHashMap<>();
    private final Map<HttpConnection, HttpServerRequest> busy = new HashMap<>();
    private final Set<HttpConnection> sockets = new HashSet<>();
    /** Time as this class knows it: no clock can be put forward to have all connections cut. */
    private long tick;

    Guests(Door door, Vertx vertx) {
        this.door = door;
        this.tickMillis = Math.max(1, shorter(door.rules()).toMillis() / FINENESS);
        vertx.setPeriodic(tickMillis, timer -> sweep());
    }

    void arrived(HttpConnection connection) {
        if (size() >= door.mostConnections() && !makeRoom()) {
            cut(connection, Cut.FULL);
            return;
        }
        door.came();
        newcomers.put(connection, tick);
        context(connection).channel().closeFuture().addListener(closed -> {
            door.went();
            leave(connection);
        });
    }

    void asks(HttpServerRequest request, Handler<HttpServerRequest> handler) {
        var connection = request.connection();
        if (busy.size() >= door.mostUndecided()) {
            forgetSockets();
        }
        if (busy.size() >= door.mostUndecided()) {
            door.count(Cut.BUSY);
            request.response().setStatusCode(503).putHeader("Retry-After", "5").end();
            return;
        }
        leave(connection);
        busy.put(connection, request);
        request.response().endHandler(ended -> pause(request));
        whenRead(request, handler);
    }

    /** Who does not read the answers so far gets no further ones: they would pile up here. */
    private void whenRead(HttpServerRequest request, Handler<HttpServerRequest> handler) {
        if (!request.response().writeQueueFull()) {
            handler.handle(request);
            return;
        }
        request.pause();
        pause(request);
        request.response().drainHandler(read -> {
            request.response().drainHandler(null);
            if (pausing.remove(request.connection()) != null) {
                busy.put(request.connection(), request);
                handler.handle(request);
            }
        });
    }

    private void pause(HttpServerRequest request) {
        if (busy.remove(request.connection(), request)) {
            pausing.put(request.connection(), tick);
        }
    }

    private void leave(HttpConnection connection) {
        newcomers.remove(connection);
        pausing.remove(connection);
        busy.remove(connection);
        sockets.remove(connection);
    }

    private int size() {
        return newcomers.size() + pausing.size() + busy.size() + sockets.size();
    }

    /** Whichever silent ones are more are those that crowd. */
    private boolean makeRoom() {
        var crowd = newcomers.size() >= pausing.size() ? newcomers : pausing;
        var oldest = crowd.keySet().stream().findFirst();
        oldest.ifPresent(connection -> cut(connection, Cut.FULL));
        return oldest.isPresent();
    }

    private void sweep() {
        tick++;
        forgetSockets();
        cutOlder(newcomers, door.rules().head(), Cut.SLOW);
        cutOlder(pausing, door.rules().pause(), Cut.IDLE);
    }

    private void cutOlder(Map<HttpConnection, Long> silent, Duration longest, Cut why) {
        long ticks = longest.toMillis() / tickMillis;
        for (var oldest = first(silent); oldest.isPresent(); oldest = first(silent)) {
            if (tick - oldest.get().getValue() <= ticks) {
                return;
            }
            cut(oldest.get().getKey(), why);
        }
    }

    private static Optional<Map.Entry<HttpConnection, Long>> first(Map<HttpConnection, Long> silent) {
        return silent.entrySet().stream().findFirst();
    }

    /** Those that have become WebSockets wait for nothing here any more; their module looks after them. */
    private void forgetSockets() {
        busy.keySet().removeIf(this::isSocket);
        pausing.keySet().removeIf(this::isSocket);
    }

    private boolean isSocket(HttpConnection connection) {
        return context(connection).pipeline().get(HTTP) == null && sockets.add(connection);
    }

    /** At once, whatever is still to be written: it is not read. */
    private void cut(HttpConnection connection, Cut why) {
        door.count(why);
        leave(connection);
        context(connection).close();
    }

    private static ChannelHandlerContext context(HttpConnection connection) {
        return ((HttpServerConnection) connection).channelHandlerContext();
    }

    private static Duration shorter(DoorRules rules) {
        return rules.head().compareTo(rules.pause()) < 0 ? rules.head() : rules.pause();
    }
}
