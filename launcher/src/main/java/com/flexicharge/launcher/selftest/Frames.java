package com.flexicharge.launcher.selftest;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;

/**
 * The frames a mock has received and nobody has asked for yet, and those who wait for one. Lives on the mock's event loop. Keeps
 * the newest 1,000 frames: a run sees a few dozen.
 */
final class Frames {
    private static final int MOST_KEPT = 1_000;

    private record Waiter(Predicate<JsonArray> wanted, Promise<Received> promise) {}

    /** A frame as text and as JSON. */
    record Received(String text, JsonArray frame) {}

    private final Vertx vertx;
    private final Deque<Received> unclaimed = new ArrayDeque<>();
    private final List<Waiter> waiters = new ArrayList<>();

    Frames(Vertx vertx) {
        this.vertx = vertx;
    }

    void add(String text) {
        var received = new Received(text, new JsonArray(text));
        for (var waiter : waiters) {
            if (waiter.wanted().test(received.frame())) {
                waiters.remove(waiter);
                waiter.promise().complete(received);
                return;
            }
        }
        if (unclaimed.size() == MOST_KEPT) {
            unclaimed.removeFirst();
        }
        unclaimed.addLast(received);
    }

    /** The first frame that is wanted, received already or to come; fails with {@code what} when the limit is over. */
    Future<Received> next(String what, long limitMillis, Predicate<JsonArray> wanted) {
        for (var received : unclaimed) {
            if (wanted.test(received.frame())) {
                unclaimed.remove(received);
                return Future.succeededFuture(received);
            }
        }
        Promise<Received> promise = Promise.promise();
        var waiter = new Waiter(wanted, promise);
        waiters.add(waiter);
        long timer = vertx.setTimer(limitMillis, id -> {
            waiters.remove(waiter);
            promise.tryFail(new StepFailed("did not get " + what + " within " + limitMillis + " ms"));
        });
        return promise.future().onComplete(done -> vertx.cancelTimer(timer));
    }

    static Predicate<JsonArray> call(String action) {
        return frame -> Integer.valueOf(2).equals(frame.getValue(0)) && action.equals(frame.getValue(2));
    }

    static Predicate<JsonArray> confirmation(String uniqueID, String action) {
        return frame -> Integer.valueOf(3).equals(frame.getValue(0))
                && uniqueID.equals(frame.getValue(1))
                && action.equals(frame.getValue(2));
    }
}
