package com.flexicharge.transaction;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * People who wait for their session to begin or to end. Nobody polls: whoever hears of it wakes them. Lives on the verticle's
 * event loop and is touched from there only.
 */
final class Waiters {
    /** Each holds a timer and a promise, some 300 B: 3 MB. Who comes beyond is told the state as it is. */
    private static final int MOST = 10_000;

    private final Vertx vertx;
    private final Map<Integer, List<Promise<Void>>> waiting = new HashMap<>();
    private int count;

    Waiters(Vertx vertx) {
        this.vertx = vertx;
    }

    /** Completes with the next news of this session, or when the time is over, in the context that asked; never fails. */
    Future<Void> news(int transactionID, long atMostMillis) {
        if (atMostMillis <= 0 || count >= MOST) {
            return Future.succeededFuture();
        }
        var promise = ((VertxInternal) vertx).getOrCreateContext().<Void>promise();
        waiting.computeIfAbsent(transactionID, id -> new ArrayList<>()).add(promise);
        count++;
        var timer = vertx.setTimer(atMostMillis, id -> promise.tryComplete());
        return promise.future().onComplete(done -> {
            vertx.cancelTimer(timer);
            leave(transactionID, promise);
        });
    }

    void tell(int transactionID) {
        List.copyOf(waiting.getOrDefault(transactionID, List.of())).forEach(Promise::tryComplete);
    }

    int waiting() {
        return count;
    }

    private void leave(int transactionID, Promise<Void> promise) {
        count--;
        waiting.computeIfPresent(transactionID, (id, others) -> {
            others.remove(promise);
            return others.isEmpty() ? null : others;
        });
    }
}
