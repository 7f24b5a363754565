package com.flexicharge.ocpp.durable;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Who waits for commands to be over. Told at once of what ends in this process; what ends elsewhere is looked for, all of it in one
 * statement. On one event loop.
 */
final class Waiters {
    /** Some 200 bytes each. Who comes when so many wait is not made to wait: it gets the command as it is, and may ask again. */
    static final int MOST = 1_000;

    private static final long LOOK_MILLIS = 250;

    private final Vertx vertx;
    private final CommandRepository commands;
    private final Map<String, Set<Promise<Void>>> waiting = new HashMap<>();
    private int count;
    private boolean looking;

    Waiters(Vertx vertx, CommandRepository commands) {
        this.vertx = vertx;
        this.commands = commands;
    }

    /** @return succeeds when the command is over, or the time is; never fails */
    Future<Void> waitFor(String commandID, int waitMillis) {
        if (waitMillis <= 0 || count >= MOST) {
            return Future.succeededFuture();
        }
        Promise<Void> promise = Promise.promise();
        waiting.computeIfAbsent(commandID, first -> new HashSet<>()).add(promise);
        count++;
        var timer = vertx.setTimer(waitMillis, id -> promise.tryComplete());
        lookSoon();
        return promise.future().onComplete(over -> {
            vertx.cancelTimer(timer);
            leave(commandID, promise);
        });
    }

    void wake(String commandID) {
        List.copyOf(waiting.getOrDefault(commandID, Set.of())).forEach(Promise::tryComplete);
    }

    private void leave(String commandID, Promise<Void> promise) {
        count--;
        waiting.computeIfPresent(commandID, (id, promises) -> {
            promises.remove(promise);
            return promises.isEmpty() ? null : promises;
        });
    }

    private void lookSoon() {
        if (!looking) {
            looking = true;
            vertx.setTimer(LOOK_MILLIS, id -> look());
        }
    }

    private void look() {
        if (waiting.isEmpty()) {
            looking = false;
            return;
        }
        commands.finalAmong(waiting.keySet()).onComplete(found -> {
            if (found.succeeded()) {
                found.result().forEach(this::wake);
            }
            looking = false;
            if (!waiting.isEmpty()) {
                lookSoon();
            }
        });
    }
}
