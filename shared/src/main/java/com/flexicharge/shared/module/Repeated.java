package com.flexicharge.shared.module;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Something done again and again, for as long as the verticle lives that started it. A turn that is still running is not doubled; one
 * that fails is logged and made up for by the next.
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
            running = turn.get().onFailure(failure -> LOG.warn("{} failed: {}", what, failure.getMessage()));
        }
    }
}
