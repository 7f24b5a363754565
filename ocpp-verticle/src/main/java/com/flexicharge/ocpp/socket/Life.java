package com.flexicharge.ocpp.socket;

import com.flexicharge.ocpp.OcppConfig;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocketBase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Whether a charger is still there: pings it, and finds out when it has been silent for too long. Two timers for each socket,
 * none for a message. On one event loop, except for what {@link LastSeen} reads.
 */
final class Life {
    private static final Buffer NOTHING = Buffer.buffer();

    private final Vertx vertx;
    private final Clock clock;
    private final WebSocketBase socket;
    private final Valve valve;
    private final Duration pingInterval;
    private final Duration idleTimeout;
    private final Duration idleWithoutPongs;
    private final Consumer<CloseCause> onIdle;
    private final List<Long> timers = new ArrayList<>();
    private volatile long heardAt;
    private volatile long reportedAt;
    private boolean isPinged = true;
    private boolean answersPings;
    private int unsent;

    Life(Vertx vertx, Clock clock, WebSocketBase socket, Valve valve, OcppConfig config, Consumer<CloseCause> onIdle) {
        this.vertx = vertx;
        this.clock = clock;
        this.socket = socket;
        this.valve = valve;
        this.pingInterval = config.pingInterval();
        this.idleTimeout = config.idleTimeout();
        this.idleWithoutPongs = longer(idleTimeout, Duration.ofSeconds(3L * config.heartbeatIntervalSeconds()));
        this.onIdle = onIdle;
        this.heardAt = clock.millis();
        this.reportedAt = heardAt;
    }

    void begin() {
        if (!pingInterval.isZero()) {
            timers.add(vertx.setPeriodic(pingInterval.toMillis(), id -> ping()));
        }
        if (!idleTimeout.isZero()) {
            // silence is noticed at most a quarter late
            timers.add(vertx.setPeriodic(Math.max(1, idleTimeout.toMillis() / 4), id -> listen()));
        }
    }

    /** Some chargers break when they are pinged; one that is not is judged by its own messages. */
    void pinged(boolean wanted) {
        isPinged = wanted;
    }

    private void ping() {
        if (isPinged) {
            socket.writePing(NOTHING);
        }
    }

    void end() {
        timers.forEach(vertx::cancelTimer);
        timers.clear();
    }

    void heard() {
        heardAt = clock.millis();
    }

    void heardPong() {
        answersPings = true;
        heard();
    }

    /** Something goes out. While the network does not take it, that nothing is read is the charger's silence and not ours. */
    Future<Void> sending(Future<Void> written) {
        unsent++;
        return written.onComplete(done -> unsent--);
    }

    /** When it was last heard of, if that was not reported yet. From any thread. */
    boolean isUnreported() {
        return heardAt > reportedAt;
    }

    Instant heardAt() {
        return Instant.ofEpochMilli(heardAt);
    }

    void reported(Instant at) {
        reportedAt = at.toEpochMilli();
    }

    private void listen() {
        var now = clock.millis();
        if (valve.isShut() && unsent == 0 && !valve.isHeldBy(Valve.Holder.WRITES)) {
            // it is we who do not listen
            heardAt = now;
        }
        if (now - heardAt >= silenceAllowed().toMillis()) {
            onIdle.accept(takesNothing() ? CloseCause.SEND_BUFFER_STUCK : CloseCause.IDLE);
        }
    }

    private boolean takesNothing() {
        return unsent > 0 || valve.isHeldBy(Valve.Holder.WRITES);
    }

    /** A charger that is not pinged, or never answered, is judged by its own messages, of which a heartbeat must come in three intervals. */
    private Duration silenceAllowed() {
        return isPinged && answersPings ? idleTimeout : idleWithoutPongs;
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
