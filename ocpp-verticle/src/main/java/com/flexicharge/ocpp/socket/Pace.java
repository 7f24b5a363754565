package com.flexicharge.ocpp.socket;

import io.vertx.core.Vertx;
import java.time.Clock;

/**
 * Reads a charger that sends too fast more slowly: after so many messages within a second the rest of that second passes unread.
 * Nothing is dropped: TCP holds the charger back. On one event loop.
 */
final class Pace {
    private static final long WINDOW_MILLIS = 1000;

    private final Vertx vertx;
    private final Clock clock;
    private final Valve valve;
    private final int maxMessagesPerSecond;
    private final Runnable slowed;
    private long windowStart;
    private int messages;

    /** @param slowed run each time the charger is held back */
    Pace(Vertx vertx, Clock clock, Valve valve, int maxMessagesPerSecond, Runnable slowed) {
        this.vertx = vertx;
        this.clock = clock;
        this.valve = valve;
        this.maxMessagesPerSecond = maxMessagesPerSecond;
        this.slowed = slowed;
    }

    void received() {
        var now = clock.millis();
        if (now - windowStart >= WINDOW_MILLIS || now < windowStart) {
            windowStart = now;
            messages = 0;
        }
        messages++;
        if (messages == maxMessagesPerSecond) {
            valve.hold(Valve.Holder.PACE);
            slowed.run();
            vertx.setTimer(Math.max(1, windowStart + WINDOW_MILLIS - now), id -> nextWindow());
        }
    }

    private void nextWindow() {
        windowStart = clock.millis();
        messages = 0;
        valve.letGo(Valve.Holder.PACE);
    }
}
