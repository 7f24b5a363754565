package com.flexicharge.transaction;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Calls sweeps in turn; one that is not through yet is not called again. */
final class Sweeper {
    private static final Logger LOG = LoggerFactory.getLogger(Sweeper.class);

    private final Vertx vertx;
    private final List<Long> timers = new ArrayList<>();

    Sweeper(Vertx vertx) {
        this.vertx = vertx;
    }

    void every(Duration interval, Supplier<Future<Void>> sweep) {
        var running = new AtomicBoolean();
        timers.add(vertx.setPeriodic(interval.toMillis(), timer -> {
            if (running.compareAndSet(false, true)) {
                Future.succeededFuture()
                        .compose(turn -> sweep.get())
                        // At debug: a database that is away has said so already, and a sweep comes every second.
                        .onFailure(failure -> LOG.debug("A sweep comes again later", failure))
                        .onComplete(done -> running.set(false));
            }
        }));
    }

    void end() {
        timers.forEach(vertx::cancelTimer);
        timers.clear();
    }
}
