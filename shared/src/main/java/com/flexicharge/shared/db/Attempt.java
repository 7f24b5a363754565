package com.flexicharge.shared.db;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * One request to the database with a deadline. Whoever waits is told at the deadline; the work looks at {@link #isOver()}
 * before it takes a step that could no longer be told.
 */
final class Attempt {
    private volatile boolean over;

    private Attempt() {}

    /** Runs the work; fails with a {@link TimeoutException} at the limit, whatever the work does then. */
    static <T> Future<T> within(Vertx vertx, Duration limit, Function<Attempt, Future<T>> work) {
        var attempt = new Attempt();
        Promise<T> answer = Promise.promise();
        var timer = vertx.setTimer(limit.toMillis(), id -> {
            attempt.over = true;
            answer.tryFail(tooLate());
        });
        work.apply(attempt).onComplete(done -> {
            vertx.cancelTimer(timer);
            if (done.succeeded()) {
                answer.tryComplete(done.result());
            } else {
                answer.tryFail(done.cause());
            }
        });
        return answer.future();
    }

    boolean isOver() {
        return over;
    }

    static TimeoutException tooLate() {
        return new TimeoutException("The database did not answer in time");
    }
}
