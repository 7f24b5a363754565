package com.flexicharge.livemetrics;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Queue;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Does something for each of many, so many at a time. Touched on the event loop that calls it only. */
public final class Lanes {
    private Lanes() {}

    /**
     * @param work whose failures keep nobody else from its turn
     * @return succeeds when all are done
     */
    public static <T> Future<Void> each(Collection<T> all, int atATime, Function<T, Future<Void>> work) {
        var rest = new ArrayDeque<>(all);
        return Future.join(IntStream.range(0, atATime)
                        .mapToObj(lane -> run(rest, work))
                        .toList())
                .mapEmpty();
    }

    private static <T> Future<Void> run(Queue<T> rest, Function<T, Future<Void>> work) {
        Promise<Void> done = Promise.promise();
        goOn(rest, work, done);
        return done.future();
    }

    /** Not one future composed of all: when the last one of thousands completes, it would overflow the stack. */
    private static <T> void goOn(Queue<T> rest, Function<T, Future<Void>> work, Promise<Void> done) {
        for (var next = rest.poll(); next != null; next = rest.poll()) {
            var step = work.apply(next);
            if (!step.isComplete()) {
                step.onComplete(over -> goOn(rest, work, done));
                return;
            }
        }
        done.complete();
    }
}
