package com.flexicharge.ocpp.socket;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * Asks a socket that has lost its charger whether anybody is still there, before it is closed. Usually nobody is: the line broke and
 * the charger came anew. Whoever answers is a second device with the same identity, or a charger that forgot its own socket. On one
 * event loop.
 */
final class Farewell {
    /** Whoever is there answers in a round trip; the new socket does not wait for it. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    /** Unlike those that ask for signs of life, which may be answered late. */
    private static final Buffer QUESTION = Buffer.buffer("replaced");

    private final Vertx vertx;
    private final ServerWebSocket socket;
    private final Consumer<CloseCause> learnt;
    private boolean asked;
    private long timer = -1;

    /** @param learnt told once which of the causes of a replaced socket it is; not when the socket ends before */
    Farewell(Vertx vertx, ServerWebSocket socket, Consumer<CloseCause> learnt) {
        this.vertx = vertx;
        this.socket = socket;
        this.learnt = learnt;
    }

    void ask() {
        asked = true;
        timer = vertx.setTimer(PATIENCE.toMillis(), id -> learn(CloseCause.REPLACED_HALF_OPEN));
        socket.writePing(QUESTION);
    }

    void heardPong(Buffer pong) {
        if (asked && pong.equals(QUESTION)) {
            learn(CloseCause.REPLACED_ALIVE);
        }
    }

    /** The socket is gone. */
    void end() {
        asked = false;
        vertx.cancelTimer(timer);
    }

    private void learn(CloseCause cause) {
        if (asked) {
            end();
            learnt.accept(cause);
        }
    }
}
