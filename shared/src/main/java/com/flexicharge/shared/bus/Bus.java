package com.flexicharge.shared.bus;

import com.flexicharge.shared.contract.Reason;
import com.flexicharge.shared.contract.Refusal;
import com.flexicharge.shared.log.CurrentRequest;
import com.flexicharge.shared.trace.Span;
import com.flexicharge.shared.trace.Traces;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
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

    /** The header of a message that names the HTTP request for which it is sent. */
    private static final String REQUEST = "request";

    /** What is answered where is known everywhere within some ten milliseconds; a busy machine takes longer. */
    private static final Duration LAST_MOMENT = Duration.ofMillis(300);

    private final Vertx vertx;
    private final EventBus eventBus;
    private final Roster roster;
    private final Traces traces;

    /** Those under way in a cluster; each leaves at its deadline. */
    private final Set<ClusterAsk> asks = ConcurrentHashMap.newKeySet();

    /** What is answered here, or was, in a cluster. */
    private final Set<MessageConsumer<Object>> answering = ConcurrentHashMap.newKeySet();

    private final Queue<Future<Void>> announcements = new ConcurrentLinkedQueue<>();

    private Bus(Vertx vertx) {
        this.vertx = vertx;
        this.eventBus = vertx.eventBus();
        traces = Traces.of(vertx);
        eventBus.registerCodec(new RecordCodec());
        roster = new Roster(this, vertx);
    }

    /** The bus of this Vert.x; to be called once for each Vert.x, which owns the codec registered here. */
    public static Bus of(Vertx vertx) {
        return new Bus(vertx);
    }

    /**
     * Asks whoever answers this endpoint.
     *
     * @return the answer; fails with a {@link Refusal} always: the handler's own, {@code TIMED_OUT} after the endpoint's
     *     deadline, {@code UNAVAILABLE} when nobody answers the endpoint
     */
    public <Q extends Record, A extends Record> Future<A> ask(Endpoint<Q, A> endpoint, Q request) {
        return ask(endpoint, endpoint::address, request);
    }

    /**
     * Asks the one process that has this key in hand, of those that {@link #share} the endpoint. For a moment while processes come
     * and go two of them may have it.
     *
     * @return as {@link #ask(Endpoint, Record)}
     */
    public <Q extends Record, A extends Record> Future<A> ask(Endpoint<Q, A> endpoint, int key, Q request) {
        return ask(
                endpoint,
                () -> roster.holder(endpoint.address(), key)
                        .map(node -> endpoint.at(node).address())
                        .orElse(endpoint.address()),
                request);
    }

    private <Q extends Record, A extends Record> Future<A> ask(
            Endpoint<Q, A> endpoint, Supplier<String> address, Q request) {
        var span = traces.isOn() ? traces.asking(endpoint.name()) : Span.NONE;
        return span.until((vertx.isClustered()
                        ? askCluster(endpoint, address, request, span)
                        : askHere(endpoint, address.get(), request, span))
                .transform(reply -> reply.succeeded()
                        ? opened(endpoint, reply.result())
                        : Future.failedFuture(undelivered(endpoint, reply.cause()))));
    }

    private Future<Message<Object>> askHere(Endpoint<?, ?> endpoint, String address, Record request, Span span) {
        return eventBus.request(
                address,
                request,
                delivery(span).setSendTimeout(endpoint.deadline().toMillis()));
    }

    private Future<Message<Object>> askCluster(
            Endpoint<?, ?> endpoint, Supplier<String> address, Record request, Span span) {
        var ask = new ClusterAsk(vertx, endpoint, address, request, span);
        asks.add(ask);
        ask.start();
        return ask.reply().onComplete(done -> asks.remove(ask));
    }

    /** A process was lost: what it may have been asked is asked again, where that is harmless. */
    public void askAgain() {
        asks.forEach(ClusterAsk::sendAgain);
    }

    /** Answers an endpoint. The handler runs on the context that called this method. */
    public <Q extends Record, A extends Record> Listening answer(
            Endpoint<Q, A> endpoint, Function<Q, Future<A>> handler) {
        if (!vertx.isClustered()) {
            return eventBus.consumer(endpoint.address(), message -> handle(endpoint, handler, message))::unregister;
        }
        var over = new AtomicBoolean();
        MessageConsumer<Object> consumer = eventBus.consumer(endpoint.address(), message -> {
            if (over.get()) {
                reply(message, new Answer.Elsewhere());
            } else {
                handle(endpoint, handler, message);
            }
        });
        announcements.add(consumer.completion());
        answering.add(consumer);
        return () -> {
            over.set(true);
            return Future.succeededFuture();
        };
    }

    /**
     * Answers an endpoint together with other processes, each having a part of the keys in hand. Which of them has one is the same
     * for all who ask, and changes only for the keys of a process that goes or comes.
     *
     * @param node name of this process
     */
    public <Q extends Record, A extends Record> Share share(
            Endpoint<Q, A> endpoint, String node, Function<Q, Future<A>> handler) {
        var all = answer(endpoint, handler);
        var own = answer(endpoint.at(node), handler);
        return roster.join(
                endpoint.address(),
                node,
                () -> Future.join(all.end(), own.end()).mapEmpty());
    }

    /** Succeeds when everybody in the cluster can know what is answered and listened to here by now. */
    public Future<Void> announced() {
        List<Future<Void>> open = new ArrayList<>();
        for (var next = announcements.poll(); next != null; next = announcements.poll()) {
            open.add(next);
        }
        return Future.all(open).mapEmpty();
    }

    /**
     * The last thing before this process leaves the cluster. What is not answered any more says so until then: Vert.x drops without a
     * word what comes for an address that others still believe to be here.
     */
    public Future<Void> withdraw() {
        return Future.join(answering.stream().map(MessageConsumer::unregister).toList())
                .transform(ended -> vertx.timer(LAST_MOMENT.toMillis()))
                .mapEmpty();
    }

    /** Tells everybody who listens to this topic, now. */
    public <E extends Record> void tell(Topic<E> topic, E event) {
        eventBus.publish(topic.address(), event, delivery(Span.current()));
    }

    /** Listens to a topic. A listener that throws is a defect of the listener: logged, the others hear the event. */
    public <E extends Record> Listening listen(Topic<E> topic, Consumer<E> listener) {
        MessageConsumer<Object> consumer = eventBus.consumer(topic.address(), message -> {
            takeUpRequest(message);
            var span = traces.taken(topic.address(), false, message.headers()).begin();
            try {
                listener.accept(topic.event().cast(message.body()));
            } catch (RuntimeException defect) {
                LOG.error("A listener to {} failed", topic.address(), defect);
                span.failed(defect);
            }
            span.end();
        });
        announcements.add(consumer.completion());
        return consumer::unregister;
    }

    /** Names the HTTP request this is for, if it is for one, and the span if it is traced. */
    static DeliveryOptions delivery(Span span) {
        var options = new DeliveryOptions().setCodecName(RecordCodec.NAME);
        CurrentRequest.id().ifPresent(id -> options.addHeader(REQUEST, id));
        span.tell(options::addHeader);
        return options;
    }

    private static void takeUpRequest(Message<?> message) {
        var id = message.headers().get(REQUEST);
        if (id != null) {
            CurrentRequest.begin(id);
        }
    }

    private <Q extends Record, A extends Record> void handle(
            Endpoint<Q, A> endpoint, Function<Q, Future<A>> handler, Message<Object> message) {
        takeUpRequest(message);
        var span = traces.isOn()
                ? traces.taken(endpoint.name(), true, message.headers()).begin()
                : Span.NONE;
        Future<A> answer;
        try {
            answer = handler.apply(endpoint.asks().cast(message.body()));
        } catch (RuntimeException thrown) {
            answer = Future.failedFuture(thrown);
        }
        answer.onComplete(done -> {
            if (done.succeeded()) {
                span.end();
                reply(message, new Answer.Given(done.result()));
            } else {
                var refusal = refusal(endpoint, done.cause());
                span.failed(refusal).end();
                reply(message, Answer.Refused.of(refusal));
            }
        });
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
