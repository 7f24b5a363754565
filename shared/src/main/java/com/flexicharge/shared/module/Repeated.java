package com.flexicharge.shared.module;

import com.flexicharge.shared.contract.Reason;
import com.flexicharge.shared.contract.Refusal;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Something done again and again, for as long as the verticle lives that started it. A turn that is still running is not doubled; one
 * that fails, or throws, is made up for by the next.
 */
public final class Repeated {
    private static final Logger LOG = LoggerFactory.getLogger(Repeated.class);

    private final String what;
    private final Supplier<Future<Void>> turn;
    private Future<Void> running = Future.succeededFuture();

    private Repeated(String what, Supplier<Future<Void>> turn) {
        this.what = what;
        this.turn = turn;
    }

    /** @param what as a log line begins: {@code Ending holds} */
    public static void start(Vertx vertx, Duration interval, String what, Supplier<Future<Void>> turn) {
        var repeated = new Repeated(what, turn);
        vertx.setPeriodic(interval.toMillis(), id -> repeated.next());
    }

    private void next() {
        if (running.isComplete()) {
            running = Future.succeededFuture().compose(now -> turn.get()).onFailure(this::failed);
        }
    }

    /** A database or module that is away has said so already, and turns come every few seconds. */
    private void failed(Throwable failure) {
        if (failure instanceof Refusal refusal && isPassing(refusal.reason())) {
            LOG.debug("{} waits for its next turn: {}", what, failure.getMessage());
        } else {
            LOG.warn("{} failed", what, failure);
        }
    }

    private static boolean isPassing(Reason reason) {
        return switch (reason) {
            case UNAVAILABLE, TIMED_OUT, BUSY -> true;
            case INVALID, UNAUTHENTICATED, FORBIDDEN, NOT_FOUND, CONFLICT, REJECTED, OFFLINE, INTERNAL -> false;
        };
    }
}
