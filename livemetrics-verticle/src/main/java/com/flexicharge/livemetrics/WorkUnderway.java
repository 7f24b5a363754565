package com.flexicharge.livemetrics;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;

/** Counts what has to be finished before the module may stop. Touched on the verticle's event loop only. */
final class WorkUnderway {
    private int count;
    private final List<Promise<Void>> waiting = new ArrayList<>();

    <T> Future<T> watch(Future<T> work) {
        count++;
        return work.onComplete(done -> {
            count--;
            if (count == 0) {
                waiting.forEach(Promise::complete);
                waiting.clear();
            }
        });
    }

    /** Completes when nothing is under way, however that ended. */
    Future<Void> idle() {
        if (count == 0) {
            return Future.succeededFuture();
        }
        Promise<Void> idle = Promise.promise();
        waiting.add(idle);
        return idle.future();
    }
}
