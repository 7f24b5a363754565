package com.flexicharge.ocpp.socket;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Supplier;

/**
 * A charger's CALLs: one at a time, answered in the order received (OCPP-J 1.6 §4.1.1). When 32 wait, or fewer but long ones, the
 * socket is not read until one is done. It goes on after the socket has closed: what was received in full is handled. On one event loop.
 */
final class InboundLane {
    /** A charger may send one CALL at a time; 32 leaves room for those that do not care. */
    static final int MOST_WAITING = 32;

    /**
     * Of the CALLs that wait: 32 usual ones of some 2,000 characters. Without it a charger could have 32 of the longest, 32 MB, wait
     * while the database is away; so it is this and one message more, which with the JSON read from them is some 3 MB.
     */
    static final int MOST_CHARACTERS = 65_536;

    private record Waiting(int characters, Supplier<Future<Void>> handling) {}

    private final Valve valve;
    private final Queue<Waiting> waiting = new ArrayDeque<>();
    private Promise<Void> idle = Promise.promise();
    private int charactersWaiting;
    private boolean busy;

    InboundLane(Valve valve) {
        this.valve = valve;
        idle.complete();
    }

    /**
     * @param characters of the message
     * @param handling answers one CALL; the next is begun when its future completes, however it does
     */
    void add(int characters, Supplier<Future<Void>> handling) {
        if (size() == 0) {
            idle = Promise.promise();
        }
        waiting.add(new Waiting(characters, handling));
        charactersWaiting += characters;
        next();
        if (isFull()) {
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

    private boolean isFull() {
        return waiting.size() >= MOST_WAITING || charactersWaiting >= MOST_CHARACTERS;
    }

    private void next() {
        if (busy) {
            return;
        }
        var first = waiting.poll();
        if (first == null) {
            idle.tryComplete();
            return;
        }
        charactersWaiting -= first.characters();
        busy = true;
        if (!isFull()) {
            valve.letGo(Valve.Holder.LANE);
        }
        Future.succeededFuture().compose(now -> first.handling().get()).onComplete(done -> {
            busy = false;
            next();
        });
    }
}
