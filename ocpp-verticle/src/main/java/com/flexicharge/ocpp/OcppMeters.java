package com.flexicharge.ocpp;

import com.flexicharge.ocpp.frame.Decoded;
import com.flexicharge.ocpp.frame.Deviation;
import com.flexicharge.ocpp.frame.ErrorCode;
import com.flexicharge.ocpp.message.Action;
import com.flexicharge.shared.contract.Protocol;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
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
        NEVER_SENT
    }

    private final MeterRegistry registry;
    private final Map<Deviation, Counter> deviations;
    private final Map<Decoded.Cause, Counter> ignored;
    private final Map<ErrorCode, Counter> errors;
    private final Map<Action, Timer> handled;
    private final Map<CallEnd, Counter> calls;
    private final Counter unexpectedAnswers;
    private final Counter bootDataRefused;

    public OcppMeters(MeterRegistry registry) {
        this.registry = registry;
        deviations = each(Deviation.class, kind -> registry.counter("ocpp.deviations", "kind", kind.word()));
        ignored = each(Decoded.Cause.class, cause -> registry.counter("ocpp.ignored", "cause", cause.word()));
        errors = each(ErrorCode.class, code -> registry.counter("ocpp.errors.sent", "code", code.wire()));
        handled = each(Action.class, action -> registry.timer("ocpp.handled", "action", action.wire()));
        calls = each(
                CallEnd.class,
                end -> registry.counter("ocpp.calls", "end", end.name().toLowerCase(java.util.Locale.ROOT)));
        unexpectedAnswers = registry.counter("ocpp.ignored", "cause", "nobodyWaits");
        bootDataRefused = registry.counter("ocpp.bootdata.refused");
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

    public void showSockets(Supplier<Number> open) {
        io.micrometer.core.instrument.Gauge.builder("ocpp.sockets", open).register(registry);
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
