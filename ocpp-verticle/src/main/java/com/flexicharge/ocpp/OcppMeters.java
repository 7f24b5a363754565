package com.flexicharge.ocpp;

import com.flexicharge.ocpp.frame.Decoded;
import com.flexicharge.ocpp.frame.Deviation;
import com.flexicharge.ocpp.frame.ErrorCode;
import com.flexicharge.ocpp.message.Action;
import com.flexicharge.shared.contract.Protocol;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** What is counted of chargers' messages. Every tag is a word of a closed set, so the number of meters does not grow. */
public final class OcppMeters {
    /** What became of one of our CALLs. */
    public enum CallEnd {
        ANSWERED,
        REFUSED_BY_CHARGER,
        UNREADABLE_ANSWER,
        UNANSWERED,
        SOCKET_CLOSED,
        NEVER_SENT;

        /** In the words of how long CALLs take. */
        private String result() {
            return switch (this) {
                case ANSWERED -> "answered";
                case REFUSED_BY_CHARGER, UNREADABLE_ANSWER -> "error";
                case UNANSWERED -> "timeout";
                case SOCKET_CLOSED, NEVER_SENT -> "dropped";
            };
        }
    }

    /** Bounds of the buckets: 13 for each of the 15 actions of chargers. */
    private static final Duration[] OUR_WORK = {
        Duration.ofMillis(1),
        Duration.ofMillis(2),
        Duration.ofMillis(5),
        Duration.ofMillis(10),
        Duration.ofMillis(25),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofMillis(2500),
        Duration.ofSeconds(5),
        Duration.ofSeconds(10)
    };

    /** A charger on a mobile network answers in tenths of a second, and one that resets may take the whole deadline. */
    private static final Duration[] CHARGERS_WORK = {
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofMillis(2500),
        Duration.ofSeconds(5),
        Duration.ofSeconds(10),
        Duration.ofSeconds(30),
        Duration.ofSeconds(60)
    };

    private final MeterRegistry registry;
    private final Map<Deviation, Counter> deviations;
    private final Map<Decoded.Cause, Counter> ignored;
    private final Map<ErrorCode, Counter> errors;
    private final Map<Action, Timer> handled = new EnumMap<>(Action.class);
    private final Map<CallEnd, Counter> calls;
    private final Counter unexpectedAnswers;
    private final Counter bootDataRefused;
    private final Counter slowed;
    private final AtomicInteger callsWaiting = new AtomicInteger();

    public OcppMeters(MeterRegistry registry) {
        this.registry = registry;
        deviations = each(Deviation.class, kind -> registry.counter("ocpp.deviations", "kind", kind.word()));
        ignored = each(Decoded.Cause.class, cause -> registry.counter("ocpp.ignored", "cause", cause.word()));
        errors = each(ErrorCode.class, code -> registry.counter("ocpp.errors.sent", "code", code.wire()));
        Arrays.stream(Action.values())
                .filter(Action::comesFromCharger)
                .forEach(action -> handled.put(action, handled(action)));
        calls = each(
                CallEnd.class,
                end -> registry.counter("ocpp.calls", "end", end.name().toLowerCase(java.util.Locale.ROOT)));
        unexpectedAnswers = registry.counter("ocpp.ignored", "cause", "nobodyWaits");
        bootDataRefused = registry.counter("ocpp.bootdata.refused");
        slowed = Counter.builder("ocpp.flood.slowed")
                .description("Seconds whose rest a charger was not read, because it sent too many messages in them")
                .register(registry);
        Gauge.builder("ocpp.calls.waiting", callsWaiting, AtomicInteger::get)
                .description("Our CALLs that wait for a charger's lane, over all chargers here")
                .register(registry);
    }

    private Timer handled(Action action) {
        return Timer.builder("ocpp.handled")
                .description("From a charger's CALL to our answer to it")
                .tag("action", action.wire())
                .serviceLevelObjectives(OUR_WORK)
                .register(registry);
    }

    /** A message that differs from OCPP and was understood. */
    public void deviated(Deviation deviation) {
        count(deviations, deviation);
    }

    /** A message that was neither handled nor answered. */
    public void ignored(Decoded.Cause cause) {
        count(ignored, cause);
    }

    /** An answer to a call of ours that is over, or never was. */
    public void unexpectedAnswer() {
        unexpectedAnswers.increment();
    }

    /** A CALLERROR leaves. */
    public void refused(ErrorCode code) {
        count(errors, code);
    }

    public void called(CallEnd end) {
        count(calls, end);
    }

    /**
     * One of our CALLs goes on the wire.
     *
     * @return to be told how it ended; counts that, and how long it took
     */
    public Consumer<CallEnd> calling(Action action) {
        var sample = Timer.start(registry);
        return end -> {
            called(end);
            sample.stop(Timer.builder("ocpp.calls.duration")
                    .description("From the sending of our CALL to its end")
                    .tag("action", action.wire())
                    .tag("result", end.result())
                    .serviceLevelObjectives(CHARGERS_WORK)
                    .register(registry));
        };
    }

    /** @param more CALLs that wait for a lane, or fewer */
    public void waiting(int more) {
        callsWaiting.addAndGet(more);
    }

    /** A charger sends faster than it may, and is not read for the rest of the second. */
    public void slowed() {
        slowed.increment();
    }

    public void bootDataRefused() {
        bootDataRefused.increment();
    }

    /** @return to be run when the CALL is handled; how long that took is measured */
    public Runnable handling(Action action) {
        var sample = Timer.start(registry);
        var timer = handled.get(action);
        return () -> {
            if (timer != null) {
                sample.stop(timer);
            }
        };
    }

    /**
     * An operator's command is over.
     *
     * @param action OCPP's name
     * @param state  one of the final ones
     */
    public void commandOver(String action, String state) {
        registry.counter("ocpp.commands", "action", action, "state", state).increment();
    }

    /** A charger has a socket. */
    public void opened(Protocol protocol) {
        registry.counter("ocpp.sockets.opened", "protocol", protocol.word()).increment();
    }

    /** @param word one of a closed set */
    public void closed(String word) {
        registry.counter("ocpp.sockets.closed", "cause", word).increment();
    }

    /** @param answer the HTTP status, or the close code of a socket that was refused after its upgrade */
    public void handshakeRefused(int answer) {
        registry.counter("ocpp.handshakes.refused", "answer", Integer.toString(answer))
                .increment();
    }

    public void showSockets(Protocol protocol, Supplier<Number> open) {
        Gauge.builder("ocpp.sockets", open)
                .description("Sockets of chargers in this process")
                .tag("protocol", protocol.word())
                .register(registry);
    }

    private static <E> void count(Map<E, Counter> counters, E key) {
        var counter = counters.get(key);
        if (counter != null) {
            counter.increment();
        }
    }

    private static <E extends Enum<E>, M> Map<E, M> each(Class<E> type, Function<E, M> meter) {
        var meters = new EnumMap<E, M>(type);
        Arrays.stream(type.getEnumConstants()).forEach(key -> meters.put(key, meter.apply(key)));
        return meters;
    }
}
