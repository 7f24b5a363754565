package com.flexicharge.shared.trace;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.time.Duration;
import java.util.Collection;
import java.util.function.LongSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** Says once a minute at most that a receiver does not take what it is sent, and once that it does again. */
final class WatchedExporter implements SpanExporter {
    private static final org.slf4j.Logger LOG = LoggerFactory.getLogger(Traces.class);
    private static final long BETWEEN_LINES = Duration.ofMinutes(1).toNanos();

    /** It has a log of its own, which nobody here reads. Held, because what nobody holds forgets its level. */
    private static final Logger OF_THE_SDK = Logger.getLogger("io.opentelemetry");

    private final SpanExporter receiver;
    private final String name;
    private final LongSupplier nanos;
    private long lost;
    private long lastLine;
    private boolean failing;

    /** @param nanos a monotonic clock */
    WatchedExporter(SpanExporter receiver, String name, LongSupplier nanos) {
        OF_THE_SDK.setLevel(Level.OFF);
        this.receiver = receiver;
        this.name = name;
        this.nanos = nanos;
    }

    @Override
    public CompletableResultCode export(Collection<SpanData> spans) {
        var count = spans.size();
        var result = receiver.export(spans);
        return result.whenComplete(() -> ended(count, result.isSuccess(), result.getFailureThrowable()));
    }

    private synchronized void ended(int spans, boolean taken, @Nullable Throwable why) {
        if (taken) {
            if (failing) {
                failing = false;
                LOG.info("Traces reach {} again", name);
            }
            return;
        }
        lost += spans;
        long now = nanos.getAsLong();
        if (!failing || now - lastLine >= BETWEEN_LINES) {
            LOG.warn("Traces do not reach {}: {} spans are lost ({})", name, lost, words(why));
            failing = true;
            lastLine = now;
            lost = 0;
        }
    }

    /** Its root, in one line: the stack would say where the sender is, not why nobody takes what it sends. */
    private static String words(@Nullable Throwable why) {
        if (why == null || why.getCause() == null) {
            return "it did not accept them";
        }
        Throwable root = why;
        for (var cause = root.getCause(); cause != null; cause = cause.getCause()) {
            root = cause;
        }
        return root.toString();
    }

    @Override
    public CompletableResultCode flush() {
        return receiver.flush();
    }

    @Override
    public CompletableResultCode shutdown() {
        return receiver.shutdown();
    }
}
