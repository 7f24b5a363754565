package com.flexicharge.bench;

import io.vertx.core.Context;
import io.vertx.core.Future;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Something asynchronous that is done many times, each as soon as one before has ended; on one context. */
final class Flight {
    private final Supplier<? extends Future<?>> deed;
    private final CompletableFuture<Void> landed = new CompletableFuture<>();
    private int left;
    private int underWay;

    private Flight(Supplier<? extends Future<?>> deed, int times) {
        this.deed = deed;
        left = times;
    }

    /**
     * Returns when all are done; throws if one has failed.
     *
     * @param atATime so many are under way together
     * @param deed    whose futures complete on the context that it is called on
     */
    static void fly(Context context, int times, int atATime, Supplier<? extends Future<?>> deed) {
        var flight = new Flight(deed, times);
        context.runOnContext(now -> {
            for (int lane = 0; lane < atATime; lane++) {
                flight.next();
            }
        });
        flight.landed.join();
    }

    private void next() {
        if (left > 0) {
            left--;
            underWay++;
            deed.get().onComplete(done -> {
                underWay--;
                if (done.failed()) {
                    landed.completeExceptionally(done.cause());
                } else {
                    next();
                }
            });
        } else if (underWay == 0) {
            landed.complete(null);
        }
    }
}
