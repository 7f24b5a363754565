package com.flexicharge.livemetrics.user;

import com.flexicharge.shared.contract.Reason;
import com.flexicharge.shared.contract.Refusal;
import com.flexicharge.shared.contract.livemetrics.LivemetricsEndpoints.LiveFrame;
import com.flexicharge.shared.trace.Span;
import com.flexicharge.shared.trace.Traces;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Timer;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.WebSocketFrame;
import io.vertx.core.http.WebSocketFrameType;
import io.vertx.core.internal.http.WebSocketInternal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;

/**
 * One socket of a user. It lives on the event loop that accepted it and is touched from there only; other threads hand frames
 * over by {@link #send}, and read {@link #waiting()}.
 */
final class UserSocket {
    /** Of what waits in Vert.x and in the connection below it; the outbox has the rest of the 1 MiB. */
    private static final int WRITE_QUEUE_BYTES = 64 * 1024;

    private static final int OUTBOX_BYTES = 1024 * 1024 - WRITE_QUEUE_BYTES;

    /** For the close frame to be answered; a blocked reader does not even get it. */
    private static final Duration PATIENCE_WITH_CLOSING = Duration.ofSeconds(3);

    private static final Duration BETWEEN_LOOKS_AT_TOKEN = Duration.ofMinutes(1);
    private static final int MOST_UNANSWERED_PINGS = 3;

    private static final short GOING_AWAY = 1001;
    private static final short POLICY_VIOLATION = 1008;
    private static final short TRY_AGAIN_LATER = 1013;

    private final Vertx vertx;
    private final Traces traces;
    private final Context own;
    private final String userID;
    private final ServerWebSocket socket;
    private final Duration mostBlocked;
    private final FrameLimit frameLimit;
    private final Clock clock;
    private final Timer delivery;
    private final Counter leftOut;
    private final Outbox outbox = new Outbox(OUTBOX_BYTES);
    private final Promise<Void> closed = Promise.promise();
    private final Set<Long> timers = new HashSet<>();
    private long blockedTimer = -1;
    private int unansweredPings;
    private volatile boolean closing;
    private volatile int waiting;

    /**
     * To be called on the socket's event loop, in the turn that accepted it.
     *
     * @param mostBlocked how long a reader may take nothing while frames wait for it
     * @param leftOut     frames that were never sent because newer ones say more
     */
    UserSocket(
            Vertx vertx,
            Clock clock,
            String userID,
            ServerWebSocket socket,
            Duration mostBlocked,
            Timer delivery,
            Counter leftOut) {
        this.vertx = vertx;
        this.traces = Traces.of(vertx);
        this.own = vertx.getOrCreateContext();
        this.userID = userID;
        this.socket = socket;
        this.mostBlocked = mostBlocked;
        this.clock = clock;
        this.delivery = delivery;
        this.leftOut = leftOut;
        this.frameLimit = new FrameLimit(clock);
        socket.setWriteQueueMaxSize(WRITE_QUEUE_BYTES);
        socket.drainHandler(drained -> drain());
        socket.frameHandler(this::received);
        socket.pongHandler(pong -> unansweredPings = 0);
        socket.exceptionHandler(broken -> close(POLICY_VIOLATION, "unreadable frame"));
        socket.closeHandler(gone -> ended());
    }

    String userID() {
        return userID;
    }

    /** Takes no more frames; the connection may still be there. */
    boolean isClosing() {
        return closing;
    }

    /** Frames in the outbox. */
    int waiting() {
        return waiting;
    }

    /** Completes when the connection is gone. */
    Future<Void> closed() {
        return closed.future();
    }

    void closeAt(Instant expiry, Instant now) {
        long millis = Math.max(1, Duration.between(now, expiry).toMillis());
        timers.add(vertx.setTimer(millis, due -> close(POLICY_VIOLATION, "token expired")));
    }

    /** @param stillHolds fails once the token holds no more, though it has not run out */
    void lookAtToken(Supplier<Future<?>> stillHolds) {
        timers.add(vertx.setPeriodic(
                BETWEEN_LOOKS_AT_TOKEN.toMillis(),
                due -> stillHolds.get().onFailure(no -> own.runOnContext(turn -> doubt(no)))));
    }

    /** Who cannot be asked about the token just now says nothing against it. */
    private void doubt(Throwable no) {
        if (no instanceof Refusal refusal && refusal.reason() == Reason.UNAUTHENTICATED) {
            close(POLICY_VIOLATION, "token no longer holds");
        }
    }

    void pingEvery(Duration interval) {
        timers.add(vertx.setPeriodic(interval.toMillis(), due -> ping()));
    }

    /** From any thread. Frames of one sender arrive in order. */
    void send(LiveFrame frame) {
        var span = span(frame);
        own.runOnContext(turn -> {
            accept(frame, span);
            span.end();
        });
    }

    private Span span(LiveFrame frame) {
        var span = traces.sending("live frame");
        return span.isNone()
                ? span
                : span.with("flexicharge.transaction_id", frame.transactionID())
                        .with("flexicharge.frame", frame.kind().name().toLowerCase(Locale.ROOT));
    }

    /** From any thread: the process stops. */
    Future<Void> goAway() {
        own.runOnContext(turn -> close(GOING_AWAY, "server stops"));
        return closed();
    }

    /** Nothing of this user can be sent here: says so and closes. */
    void refuse(String frame) {
        socket.writeTextMessage(frame);
        close(TRY_AGAIN_LATER, "could not subscribe");
    }

    private void accept(LiveFrame frame, Span span) {
        if (closing) {
            span.failed("closing");
            return;
        }
        if (outbox.isEmpty() && !socket.writeQueueFull()) {
            write(frame);
            return;
        }
        span.with("flexicharge.frame.delayed", "reader is slow");
        leftOut.increment(outbox.add(frame));
        waiting = outbox.size();
        if (blockedTimer < 0) {
            startBlockedTimer();
        }
    }

    private void write(LiveFrame frame) {
        socket.writeTextMessage(frame.text());
        var reading = frame.reading();
        if (reading != null) {
            delivery.record(Duration.between(reading.receivedAt(), clock.instant()));
        }
    }

    private void drain() {
        stopBlockedTimer();
        while (!closing && !outbox.isEmpty() && !socket.writeQueueFull()) {
            outbox.poll().ifPresent(this::write);
        }
        waiting = outbox.size();
        if (!outbox.isEmpty()) {
            startBlockedTimer();
        }
    }

    private void startBlockedTimer() {
        blockedTimer = vertx.setTimer(mostBlocked.toMillis(), due -> close(TRY_AGAIN_LATER, "reads too slowly"));
    }

    private void stopBlockedTimer() {
        vertx.cancelTimer(blockedTimer);
        blockedTimer = -1;
    }

    private void received(WebSocketFrame frame) {
        if (closing || frame.type() == WebSocketFrameType.CLOSE || frame.type() == WebSocketFrameType.PONG) {
            return;
        }
        if (!frameLimit.allows(frame.binaryData().length(), frame.isFinal())) {
            close(POLICY_VIOLATION, "only listening is possible here");
        }
    }

    /** None while frames wait: it would wait behind them, and being blocked has its own limit. */
    private void ping() {
        if (closing || !outbox.isEmpty()) {
            return;
        }
        if (unansweredPings >= MOST_UNANSWERED_PINGS) {
            close(GOING_AWAY, "no pong");
            return;
        }
        unansweredPings++;
        socket.writePing(Buffer.buffer());
    }

    private void close(short code, String reason) {
        if (closing) {
            return;
        }
        closing = true;
        forgetWaiting();
        socket.close(code, reason);
        timers.add(vertx.setTimer(PATIENCE_WITH_CLOSING.toMillis(), due -> cut()));
    }

    /** A reader that takes nothing does not take the close frame either, and Vert.x would wait for that without end. */
    private void cut() {
        ((WebSocketInternal) socket).channelHandlerContext().close();
    }

    private void ended() {
        closing = true;
        forgetWaiting();
        closed.tryComplete();
    }

    private void forgetWaiting() {
        outbox.clear();
        waiting = 0;
        stopBlockedTimer();
        timers.forEach(vertx::cancelTimer);
        timers.clear();
    }
}
