package com.flexicharge.charger.certificate;

import com.flexicharge.shared.contract.Reason;
import com.flexicharge.shared.contract.Refusal;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.util.concurrent.Callable;

/** A thread of its own for signatures. Lives on the verticle's event loop. */
final class SigningWorkers {
    private static final int THREADS = 1;

    /** 10 s that the asker waits / 50 ms a signature of a long RSA key: who waited behind these would have left. */
    private static final int MAX_WAITING = 200;

    private final WorkerExecutor workers;
    private int waiting;

    SigningWorkers(Vertx vertx) {
        this.workers = vertx.createSharedWorkerExecutor("charger-certificates", THREADS);
    }

    /** Fails with BUSY when too much waits. */
    <T> Future<T> run(Callable<T> work) {
        if (waiting >= MAX_WAITING) {
            return Future.failedFuture(Refusal.of(
                    Reason.BUSY, "tooManyRequests", "Too many chargers ask for certificates; try again shortly."));
        }
        waiting++;
        return workers.executeBlocking(work, false).onComplete(done -> waiting--);
    }
}
