package com.flexicharge.charger;

import io.vertx.core.Future;
import io.vertx.core.Promise;

/** Counts what was begun and not finished, so that a stop can wait for it. Lives on the verticle's event loop. */
final class WorkAtHand {
    private int begun;
    private final Promise<Void> nothingLeft = Promise.promise();
    private boolean stopping;

    <T> Future<T> track(Future<T> work) {
        begun++;
        return work.onComplete(done -> {
            begun--;
            tellIfDone();
        });
    }

    /** To be called once no more work comes. */
    Future<Void> done() {
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
