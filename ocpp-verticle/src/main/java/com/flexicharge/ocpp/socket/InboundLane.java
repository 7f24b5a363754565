package com.flexicharge.ocpp.socket;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Supplier;

/**
 * A charger's CALLs: one at a time, answered in the order received (OCPP-J 1.6 §4.1.1). When 32 wait, the socket is not read
 * until one is done. It goes on after the socket has closed: what was received in full is handled. On one event loop.
 */
final class InboundLane {
    /** A charger may send one CALL at a time; 32 leaves room for those that do not care, at 32 messages of memory each. */
    static final int MOST_WAITING = 32;

    private final Valve valve;
    private final Queue<Supplier<Future<Void>>> waiting = new ArrayDeque<>();
    private Promise<Void> idle = Promise.promise();
    private boolean busy;

    InboundLane(Valve valve) {
        this.valve = valve;
        idle.complete();
    }

    /** @param handling answers one CALL; the next is begun when its future completes, however it does */
    void add(Supplier<Future<Void>> handling) {
        if (size() == 0) {
            idle = Promise.promise();
        }
        waiting.add(handling);
        next();
        if (waiting.size() >= MOST_WAITING) {
            valve.hold(Valve.Holder.LANE);
        }
    }

    /** Waiting and in hand. */
    int size() {
        return waiting.size() + (busy ? 1 : 0);
    }

    /** Completes when nothing waits and nothing is in hand. */
    Future<Void> idle() {
        return idle.future();
    }

    private void next() {
        if (busy) {
            return;
        }
        var handling = waiting.poll();
        if (handling == null) {
            idle.tryComplete();
            return;
        }
        busy = true;
        if (waiting.size() < MOST_WAITING) {
            valve.letGo(Valve.Holder.LANE);
        }
        Future.succeededFuture().compose(now -> handling.get()).onComplete(done -> {
            busy = false;
            next();
        });
    }
}
