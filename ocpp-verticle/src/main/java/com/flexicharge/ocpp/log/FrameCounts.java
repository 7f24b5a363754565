package com.flexicharge.ocpp.log;

import com.flexicharge.ocpp.message.Action;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Counts frames by what they are. Words of chargers do not get in: an action that OCPP does not have is {@code other}, so there are
 * at most 40 actions × 2 directions × 4 results. Usable from any thread.
 */
final class FrameCounts {
    private static final String OTHER = "other";

    private final MeterRegistry registry;
    private final Map<Kind, Counter> counters = new ConcurrentHashMap<>();

    private record Kind(String action, boolean inbound, String result) {}

    FrameCounts(MeterRegistry registry) {
        this.registry = registry;
    }

    void count(LoggedFrame frame) {
        var kind = new Kind(action(frame.action()), frame.inbound(), result(frame.messageType()));
        counters.computeIfAbsent(kind, this::counter).increment();
    }

    private Counter counter(Kind kind) {
        return Counter.builder("ocpp.messages")
                .description("OCPP messages by what they are; result says whether they ask (call) or how they answer")
                .tag("action", kind.action())
                .tag("direction", kind.inbound() ? "fromCharger" : "toCharger")
                .tag("result", kind.result())
                .register(registry);
    }

    private static String action(@Nullable String name) {
        return name == null ? OTHER : Action.named(name).map(Action::wire).orElse(OTHER);
    }

    private static String result(@Nullable Integer messageType) {
        if (messageType == null) {
            return "unreadable";
        }
        return switch (messageType) {
            case 2 -> "call";
            case 3 -> "answered";
            case 4 -> "error";
            default -> "unreadable";
        };
    }
}
