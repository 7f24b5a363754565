package com.flexicharge.shared.trace;

import io.vertx.core.Context;
import io.vertx.core.spi.tracing.SpanKind;
import io.vertx.core.spi.tracing.TagExtractor;
import io.vertx.core.spi.tracing.VertxTracer;
import io.vertx.core.tracing.TracingPolicy;
import java.util.Locale;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What Vert.x itself would trace. Only statements of the database are taken from it, their text without their parameters: requests
 * over HTTP and the bus are traced where their route and their refusals are known.
 */
final class SqlTracer implements VertxTracer<Object, @Nullable Span> {
    private static final String STATEMENT = "Query";
    private static final String TEXT = "db.query.text";
    /** How statements are to be planned, which goes before those of each batch and asks for nothing. */
    private static final String SETTING = "set local ";

    private static final int LONGEST_TEXT = 2_000;

    private final Traces traces;

    SqlTracer(Traces traces) {
        this.traces = traces;
    }

    Traces traces() {
        return traces;
    }

    @Override
    public <R> @Nullable Span sendRequest(
            Context context,
            SpanKind kind,
            TracingPolicy policy,
            R request,
            String operation,
            BiConsumer<String, String> headers,
            TagExtractor<R> tags) {
        var parent = CurrentSpan.of(context);
        if (parent.isNone() || !operation.equals(STATEMENT)) {
            return null;
        }
        var text = text(request, tags);
        if (text.startsWith(SETTING)) {
            return null;
        }
        return traces.asking(verb(text), parent)
                .with("db.system.name", "postgresql")
                .with(TEXT, text);
    }

    @Override
    public <R> void receiveResponse(
            Context context,
            @Nullable R response,
            @Nullable Span span,
            @Nullable Throwable failure,
            TagExtractor<R> tags) {
        if (span != null) {
            (failure == null ? span : span.failed(failure)).end();
        }
    }

    private static <R> String text(R request, TagExtractor<R> tags) {
        for (int i = 0; i < tags.len(request); i++) {
            if (tags.name(request, i).equals(TEXT)) {
                var text = tags.value(request, i).strip();
                return text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) : text;
            }
        }
        return "";
    }

    /** SELECT, INSERT, WITH: one of few. */
    private static String verb(String text) {
        int end = 0;
        while (end < text.length() && Character.isLetter(text.charAt(end))) {
            end++;
        }
        return end == 0 ? "SQL" : text.substring(0, end).toUpperCase(Locale.ROOT);
    }
}
