package com.flexicharge.launcher.door;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** One port's door, for all event loops that listen there. */
public final class Door {
    /** What became of a connection or request that was not let be. */
    enum Cut {
        /** Gave its place to a newcomer, or found none. */
        FULL,
        /** Sent no request in time. */
        SLOW,
        /** Sent no further request, or did not read what it was sent. */
        IDLE,
        /** Was answered 503, because too many were being answered. */
        BUSY
    }

    private final String port;
    private final DoorRules rules;
    private final int loops;
    private volatile boolean closing;
    private final AtomicInteger open = new AtomicInteger();
    private final Map<Cut, AtomicLong> cuts = new EnumMap<>(Cut.class);

    /**
     * @param port  its variable, like {@code PORT}
     * @param loops that listen there, each of which keeps its part of the bounds
     */
    public Door(String port, DoorRules rules, int loops) {
        this.port = port;
        this.rules = rules;
        this.loops = loops;
        for (var cut : Cut.values()) {
            cuts.put(cut, new AtomicLong());
        }
    }

    public void bindTo(MeterRegistry meters) {
        Gauge.builder("flexicharge.connections", open, AtomicInteger::get)
                .tag("port", port)
                .description("Open connections, in whatever state")
                .register(meters);
        Gauge.builder("flexicharge.connections.bound", rules, DoorRules::mostConnections)
                .tag("port", port)
                .description("How many connections there may be")
                .register(meters);
        cuts.forEach((cut, count) -> FunctionCounter.builder("flexicharge.connections.cut", count, AtomicLong::get)
                .tag("port", port)
                .tag("why", cut.name().toLowerCase(Locale.ROOT))
                .description("Connections ended, or requests refused, by the bounds of the port")
                .register(meters));
    }

    /** Sets the server's handlers, on its event loop, so that only what the rules allow comes to this one. */
    public void guard(HttpServer server, Vertx vertx, Handler<HttpServerRequest> handler) {
        var guests = new Guests(this, vertx);
        server.connectionHandler(guests::arrived).requestHandler(request -> {
            if (closing) {
                request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
            }
            guests.asks(request, handler);
        });
    }

    /** From now on whoever is answered is told to come by another connection, so that none has to be ended under a request. */
    public void close() {
        closing = true;
    }

    DoorRules rules() {
        return rules;
    }

    /** Of one event loop. */
    int mostConnections() {
        return Math.max(1, rules.mostConnections() / loops);
    }

    /** Of one event loop. */
    int mostUndecided() {
        return Math.max(1, rules.mostUndecided() / loops);
    }

    void count(Cut cut) {
        Objects.requireNonNull(cuts.get(cut)).incrementAndGet();
    }

    void came() {
        open.incrementAndGet();
    }

    void went() {
        open.decrementAndGet();
    }
}
