package com.flexicharge.shared.bus;

import com.flexicharge.shared.contract.Reason;
import com.flexicharge.shared.contract.Refusal;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How the verticles talk: the only class that touches the event bus. Inside one process a record is handed over as it is;
 * between processes {@link RecordCodec} encodes it.
 *
 * <p>A handler may see the same request twice and answers alike. What a handler fails with crosses the bus as it is when it is a
 * {@link Refusal}; anything else is a defect, logged here once and refused to the asker as {@code INTERNAL}.
 */
public final class Bus {
    private static final Logger LOG = LoggerFactory.getLogger(Bus.class);

    private final EventBus eventBus;

    private Bus(EventBus eventBus) {
        this.eventBus = eventBus;
    }

    /** The bus of this Vert.x; to be called once for each Vert.x, which owns the codec registered here. */
    public static Bus of(Vertx vertx) {
        EventBus eventBus = vertx.eventBus();
        eventBus.registerCodec(new RecordCodec());
        return new Bus(eventBus);
    }

    /**
     * Asks whoever answers this endpoint.
     *
     * @return the answer; fails with a {@link Refusal} always: the handler's own, {@code TIMED_OUT} after the endpoint's
     *     deadline, {@code UNAVAILABLE} when nobody answers the endpoint
     */
    public <Q extends Record, A extends Record> Future<A> ask(Endpoint<Q, A> endpoint, Q request) {
        var options = new DeliveryOptions()
                .setCodecName(RecordCodec.NAME)
                .setSendTimeout(endpoint.deadline().toMillis());
        return eventBus.<Object>request(endpoint.address(), request, options)
                .transform(reply -> reply.succeeded()
                        ? opened(endpoint, reply.result())
                        : Future.failedFuture(undelivered(endpoint, reply.cause())));
    }

    /** Answers an endpoint. The handler runs on the context that called this method. */
    public <Q extends Record, A extends Record> Listening answer(
            Endpoint<Q, A> endpoint, Function<Q, Future<A>> handler) {
        MessageConsumer<Object> consumer =
                eventBus.consumer(endpoint.address(), message -> handle(endpoint, handler, message));
        return consumer::unregister;
    }

    /** Tells everybody who listens to this topic, now. */
    public <E extends Record> void tell(Topic<E> topic, E event) {
        eventBus.publish(topic.address(), event, new DeliveryOptions().setCodecName(RecordCodec.NAME));
    }

    /** Listens to a topic. A listener that throws is a defect of the listener: logged, the others hear the event. */
    public <E extends Record> Listening listen(Topic<E> topic, Consumer<E> listener) {
        MessageConsumer<Object> consumer = eventBus.consumer(topic.address(), message -> {
            try {
                listener.accept(topic.event().cast(message.body()));
            } catch (RuntimeException defect) {
                LOG.error("A listener to {} failed", topic.address(), defect);
            }
        });
        return consumer::unregister;
    }

    private static <Q extends Record, A extends Record> void handle(
            Endpoint<Q, A> endpoint, Function<Q, Future<A>> handler, Message<Object> message) {
        Future<A> answer;
        try {
            answer = handler.apply(endpoint.asks().cast(message.body()));
        } catch (RuntimeException thrown) {
            answer = Future.failedFuture(thrown);
        }
        answer.onComplete(done -> reply(
                message,
                done.succeeded()
                        ? new Answer.Given(done.result())
                        : Answer.Refused.of(refusal(endpoint, done.cause()))));
    }

    private static void reply(Message<Object> message, Answer answer) {
        message.reply(answer, new DeliveryOptions().setCodecName(RecordCodec.NAME));
    }

    private static <Q extends Record, A extends Record> Future<A> opened(
            Endpoint<Q, A> endpoint, Message<Object> reply) {
        return reply.body() instanceof Answer.Given given
                ? Future.succeededFuture(endpoint.answers().cast(given.value()))
                : Future.failedFuture(((Answer.Refused) reply.body()).refusal());
    }

    private static Refusal refusal(Endpoint<?, ?> endpoint, Throwable cause) {
        if (cause instanceof Refusal refusal) {
            return refusal;
        }
        LOG.error("Answering {} failed", endpoint.address(), cause);
        return Refusal.of(Reason.INTERNAL, "internalError", "Something went wrong here; it has been logged.");
    }

    private static Refusal undelivered(Endpoint<?, ?> endpoint, Throwable cause) {
        if (cause instanceof ReplyException reply && reply.failureType() == ReplyFailure.TIMEOUT) {
            return Refusal.of(Reason.TIMED_OUT, "timedOut", endpoint.address() + " did not answer in time.");
        }
        if (cause instanceof ReplyException reply && reply.failureType() == ReplyFailure.NO_HANDLERS) {
            return Refusal.of(Reason.UNAVAILABLE, "unavailable", endpoint.address() + " is not running here.");
        }
        return refusal(endpoint, cause);
    }
}
