package com.flexicharge.ocpp.socket;

import com.flexicharge.shared.contract.Reason;
import com.flexicharge.shared.contract.Refusal;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Where chargers wait for their admission when a whole fleet comes back: {@link #AT_A_TIME} are in hand, the others have not begun, so
 * that none runs into a deadline behind the others, and the messages of those who are in find the registry free. In the order they came.
 * Usable from any event loop; the line is guarded by this object's lock, held for a few instructions.
 *
 * <p>Bounds: as many wait as the port lets connect. Who has waited for {@link #LONGEST_WAIT} is sent away when its turn comes, or that of
 * somebody behind it.
 */
final class AdmissionLine {
    /** As many as two batches of the registry hold, so that the next is full when one ends. */
    static final int AT_A_TIME = 1_000;

    /** Of a handshake; chargers give up after 30 s to 60 s. */
    static final Duration LONGEST_WAIT = Duration.ofSeconds(20);

    private final Vertx vertx;
    private final Clock clock;
    private final Deque<Waiting<?>> line = new ArrayDeque<>();
    private int inHand;

    AdmissionLine(Vertx vertx, Clock clock) {
        this.vertx = vertx;
        this.clock = clock;
    }

    /**
     * @param admission begins, on the context of the caller, when it is its turn
     * @return fails with {@code UNAVAILABLE} after too long a wait, else as the admission does
     */
    <T> Future<T> pass(Supplier<Future<T>> admission) {
        var waiting = new Waiting<T>(admission, vertx.getOrCreateContext(), Promise.promise(), clock.instant());
        synchronized (this) {
            if (inHand >= AT_A_TIME) {
                line.add(waiting);
                return waiting.passed.future();
            }
            inHand++;
        }
        return waiting.begin().onComplete(done -> next());
    }

    private void next() {
        Optional<Waiting<?>> next;
        do {
            synchronized (this) {
                next = Optional.ofNullable(line.poll());
                if (next.isEmpty()) {
                    inHand--;
                    return;
                }
            }
        } while (next.get().gaveUp(clock.instant()));
        begin(next.get());
    }

    private <T> void begin(Waiting<T> waiting) {
        waiting.caller.runOnContext(
                turn -> waiting.admission.get().onComplete(waiting.passed).onComplete(done -> next()));
    }

    private record Waiting<T>(Supplier<Future<T>> admission, Context caller, Promise<T> passed, Instant since) {
        /** What is thrown is a failure as well. */
        Future<T> begin() {
            return Future.succeededFuture().compose(turn -> admission.get());
        }

        boolean gaveUp(Instant now) {
            if (!now.isAfter(since.plus(LONGEST_WAIT))) {
                return false;
            }
            caller.runOnContext(turn ->
                    passed.fail(Refusal.of(Reason.UNAVAILABLE, "tooManyArrivals", "Too many chargers come at once.")));
            return true;
        }
    }
}
