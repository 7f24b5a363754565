package com.flexicharge.shared.trace;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A receiver in memory. */
final class KeptSpans implements SpanExporter {
    private final List<SpanData> kept = new CopyOnWriteArrayList<>();
    private final CompletableResultCode answer;

    private KeptSpans(CompletableResultCode answer) {
        this.answer = answer;
    }

    static KeptSpans answering() {
        return new KeptSpans(CompletableResultCode.ofSuccess());
    }

    /** Takes what it is sent, and never says so. */
    static KeptSpans silent() {
        return new KeptSpans(new CompletableResultCode());
    }

    List<SpanData> spans() {
        return List.copyOf(kept);
    }

    @Override
    public CompletableResultCode export(Collection<SpanData> spans) {
        kept.addAll(spans);
        return answer;
    }

    @Override
    public CompletableResultCode flush() {
        return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode shutdown() {
        return CompletableResultCode.ofSuccess();
    }
}
