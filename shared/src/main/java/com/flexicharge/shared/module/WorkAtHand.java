package com.flexicharge.shared.module;

import io.vertx.core.Future;
import io.vertx.core.Promise;

/** Counts what was begun and not finished, so that a module can wait for it when it stops. Lives on one event loop. */
public final class WorkAtHand {
    private final Promise<Void> nothingLeft = Promise.promise();
    private int begun;
    private boolean stopping;

    public <T> Future<T> track(Future<T> work) {
        begun++;
        return work.onComplete(done -> {
            begun--;
            tellIfDone();
        });
    }

    /** To be called once no more work comes; succeeds when nothing is at hand, however that ended. */
    public Future<Void> done() {
        stopping = true;
        tellIfDone();
        return nothingLeft.future();
    }

    private void tellIfDone() {
        if (stopping && begun == 0) {
            nothingLeft.tryComplete();
        }
    }
}
