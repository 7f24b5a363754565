package com.flexicharge.shared.bus;

import com.flexicharge.shared.trace.Span;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * One request in a cluster, until its answer or its deadline. It is sent anew, to whoever answers then:
 *
 * <ul>
 *   <li>when the process it came to says that it does not answer any more, or when it reached nobody: nothing was done;
 *   <li>when the cluster has lost a process, which may have been the one asked. A command that does something to a charger is not
 *       asked twice: it fails at its deadline.
 * </ul>
 */
final class ClusterAsk {
    /** Between attempts that reached nobody, until this has grown from the first to the last. */
    private static final Duration FIRST_PAUSE = Duration.ofMillis(20);

    private static final Duration LAST_PAUSE = Duration.ofMillis(640);

    /**
     * Before another process is asked, until the deadline: whoever answers in turn, one of them is not about to go, and how long it
     * takes to hear which one is up to how busy the cluster is.
     */
    private static final Duration NEXT_DOOR = Duration.ofMillis(20);

    /** A timer may be early by a millisecond or two. */
    private static final Duration NEAR_THE_END = Duration.ofMillis(50);

    private final Vertx vertx;
    private final Endpoint<?, ?> endpoint;
    private final Supplier<String> address;
    private final Record request;
    private final Span span;
    private final Context context;
    private final long end;
    private final Promise<Message<Object>> reply = Promise.promise();
    private Duration pause = FIRST_PAUSE;
    private int underWay;

    /**
     * @param address asked for again at each attempt: who answers may have changed
     * @param span    of all attempts together
     */
    ClusterAsk(Vertx vertx, Endpoint<?, ?> endpoint, Supplier<String> address, Record request, Span span) {
        this.vertx = vertx;
        this.endpoint = endpoint;
        this.address = address;
        this.request = request;
        this.span = span;
        context = vertx.getOrCreateContext();
        end = System.nanoTime() + endpoint.deadline().toNanos();
    }

    Future<Message<Object>> reply() {
        return reply.future();
    }

    void start() {
        if (Vertx.currentContext() == context) {
            send();
        } else {
            context.runOnContext(turn -> send());
        }
    }

    private void send() {
        var left = Duration.ofNanos(end - System.nanoTime()).toMillis();
        if (reply.future().isComplete()) {
            return;
        }
        if (left <= 0) {
            fail(new ReplyException(ReplyFailure.TIMEOUT));
            return;
        }
        underWay++;
        vertx.eventBus()
                .<Object>request(address.get(), request, Bus.delivery(span).setSendTimeout(left))
                .onComplete(done -> {
                    underWay--;
                    if (done.succeeded() && !(done.result().body() instanceof Answer.Elsewhere)) {
                        reply.tryComplete(done.result());
                    } else if (done.succeeded() || isDiscarded(done.cause())) {
                        vertx.setTimer(NEXT_DOOR.toMillis(), id -> send());
                    } else if (mayBeSentAnew(done.cause())) {
                        sendLater(done.cause());
                    } else if (underWay == 0) {
                        fail(done.cause());
                    }
                });
    }

    /** The process asked may be lost: another is asked, and whoever answers first is heard. */
    void sendAgain() {
        if (!endpoint.actsOnCharger()) {
            context.runOnContext(turn -> send());
        }
    }

    private void sendLater(Throwable nobody) {
        if (pause.compareTo(LAST_PAUSE) > 0) {
            if (underWay == 0) {
                fail(nobody);
            }
            return;
        }
        vertx.setTimer(pause.toMillis(), id -> send());
        pause = pause.multipliedBy(2);
    }

    /** "Timed out" long before the deadline is said by Vert.x of a message that found its handler gone: nothing was done. */
    private boolean isDiscarded(Throwable cause) {
        return isFailure(cause, ReplyFailure.TIMEOUT) && end - System.nanoTime() > NEAR_THE_END.toNanos();
    }

    /** What failed on its way over a broken line may have arrived. */
    private boolean mayBeSentAnew(Throwable cause) {
        return isFailure(cause, ReplyFailure.NO_HANDLERS)
                || (!isFailure(cause, ReplyFailure.TIMEOUT) && !endpoint.actsOnCharger());
    }

    private static boolean isFailure(Throwable cause, ReplyFailure type) {
        return cause instanceof ReplyException failure && failure.failureType() == type;
    }

    private void fail(Throwable cause) {
        reply.tryFail(cause);
    }
}
