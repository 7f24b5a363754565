package com.flexicharge.transaction;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.function.Function;

/** Requests that are being worked on, so that a stop can wait for them. Lives on the verticle's event loop. */
final class InFlight {
    private final Promise<Void> none = Promise.promise();
    private int count;
    private boolean draining;

    <Q, A> Function<Q, Future<A>> counted(Function<Q, Future<A>> handler) {
        return request -> {
            count++;
            return Future.succeededFuture(request).compose(handler).onComplete(done -> {
                count--;
                tellIfNone();
            });
        };
    }

    /** Completes when the last one is answered; each has a deadline, so it does. */
    Future<Void> drained() {
        draining = true;
        tellIfNone();
        return none.future();
    }

    private void tellIfNone() {
        if (draining && count == 0) {
            none.tryComplete();
        }
    }
}
