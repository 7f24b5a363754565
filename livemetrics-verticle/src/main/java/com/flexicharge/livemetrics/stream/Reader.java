package com.flexicharge.livemetrics.stream;

import com.flexicharge.shared.contract.Reason;
import com.flexicharge.shared.contract.Refusal;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.impl.HttpServerConnection;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * One person's connection to a stream. It lives on the event loop of that connection and is touched from there only; other threads
 * use {@link #offer}, {@link #finish}, {@link #goAway} and {@link #closed}.
 *
 * <p>Memory: some 25 KB with its connection, and at most {@link #WRITE_QUEUE_BYTES} and {@link #MOST_WAITING} events behind that.
 */
final class Reader {
    /** How long a browser waits before it comes back. */
    private static final String RETRY = "retry: 2000\n\n";

    private static final String KEEP_ALIVE = ": keep-alive\n\n";
    private static final int WRITE_QUEUE_BYTES = 16 * 1024;

    /** A session has seven states. What changes in more things than this at once is better asked for anew. */
    private static final int MOST_WAITING = 1000;

    /**
     * @param keepAlive   between two signs of life
     * @param mostBlocked how long a reader may take nothing while events wait for it
     */
    record Patience(Duration keepAlive, Duration mostBlocked) {}

    private static final Duration BETWEEN_LOOKS_AT_TOKEN = Duration.ofMinutes(1);

    private final Vertx vertx;
    private final Context own;
    private final String userID;
    private final HttpServerRequest request;
    private final HttpServerResponse response;
    private final Patience patience;
    private final Consumer<Instant> delivered;
    private final Backlog backlog = new Backlog();
    private final Promise<Void> closed = Promise.promise();
    private final Set<Long> timers = new HashSet<>();
    private long blockedTimer = -1;
    private boolean finishing;

    /**
     * To be called on the connection's event loop.
     *
     * @param delivered hears when the frame came in that an event tells of, each time one is written
     */
    Reader(Vertx vertx, String userID, HttpServerRequest request, Patience patience, Consumer<Instant> delivered) {
        this.vertx = vertx;
        this.own = vertx.getOrCreateContext();
        this.userID = userID;
        this.request = request;
        this.response = request.response();
        this.patience = patience;
        this.delivered = delivered;
        response.setWriteQueueMaxSize(WRITE_QUEUE_BYTES);
        response.drainHandler(drained -> drain());
        response.exceptionHandler(broken -> gone());
        response.closeHandler(end -> gone());
        response.write(RETRY);
        timers.add(vertx.setPeriodic(patience.keepAlive().toMillis(), due -> keepAlive()));
    }

    String userID() {
        return userID;
    }

    /** Completes when the connection is gone, or the stream has ended. */
    Future<Void> closed() {
        return closed.future();
    }

    /** The stream ends with the right to it; whoever reads comes back with a new token. */
    void endAfter(Duration life) {
        timers.add(vertx.setTimer(Math.max(1, life.toMillis()), due -> end()));
    }

    /** @param stillMay fails once the reader may not read on */
    void lookAgain(Supplier<Future<?>> stillMay) {
        timers.add(vertx.setPeriodic(
                BETWEEN_LOOKS_AT_TOKEN.toMillis(),
                due -> stillMay.get().onFailure(no -> own.runOnContext(turn -> doubt(no)))));
    }

    /** Who cannot be asked just now says nothing against the reader. */
    private void doubt(Throwable no) {
        if (no instanceof Refusal refusal && refusal.reason() == Reason.UNAUTHENTICATED) {
            end();
        }
    }

    /** From any thread. Events of one sender arrive in order. */
    void offer(StreamEvent event) {
        own.runOnContext(turn -> accept(event));
    }

    /** From any thread: ends the stream after what was offered. */
    void finish() {
        own.runOnContext(turn -> {
            finishing = true;
            if (backlog.isEmpty()) {
                end();
            }
        });
    }

    /** From any thread: the process stops. What was not written yet is told when the reader comes back. */
    void goAway() {
        own.runOnContext(turn -> end());
    }

    private void accept(StreamEvent event) {
        if (isOver() || finishing) {
            return;
        }
        if (backlog.isEmpty() && !response.writeQueueFull()) {
            write(event);
            return;
        }
        backlog.add(event);
        if (backlog.size() > MOST_WAITING) {
            cut();
        } else if (blockedTimer < 0) {
            startBlockedTimer();
        }
    }

    private void write(StreamEvent event) {
        response.write(event.toBuffer());
        event.heardAt().ifPresent(delivered);
    }

    private void drain() {
        stopBlockedTimer();
        while (!isOver() && !backlog.isEmpty() && !response.writeQueueFull()) {
            backlog.poll().ifPresent(this::write);
        }
        if (!backlog.isEmpty()) {
            startBlockedTimer();
        } else if (finishing) {
            end();
        }
    }

    /** None while events wait: it would wait behind them, and being blocked has its own limit. */
    private void keepAlive() {
        if (backlog.isEmpty() && !response.writeQueueFull()) {
            response.write(KEEP_ALIVE);
        } else if (blockedTimer < 0) {
            startBlockedTimer();
        }
    }

    private void startBlockedTimer() {
        blockedTimer = vertx.setTimer(patience.mostBlocked().toMillis(), due -> cut());
    }

    private void stopBlockedTimer() {
        vertx.cancelTimer(blockedTimer);
        blockedTimer = -1;
    }

    private void end() {
        if (isOver()) {
            return;
        }
        forget();
        response.end();
        closed.tryComplete();
    }

    /** Who takes nothing does not take an end either, and Vert.x would wait for that. */
    private void cut() {
        forget();
        ((HttpServerConnection) request.connection()).channelHandlerContext().close();
    }

    private void gone() {
        forget();
        closed.tryComplete();
    }

    private boolean isOver() {
        return closed.future().isComplete() || response.closed() || response.ended();
    }

    private void forget() {
        backlog.clear();
        stopBlockedTimer();
        timers.forEach(vertx::cancelTimer);
        timers.clear();
    }
}
