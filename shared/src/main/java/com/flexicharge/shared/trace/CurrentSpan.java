package com.flexicharge.shared.trace;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.VertxBootstrap;
import io.vertx.core.spi.VertxServiceProvider;
import io.vertx.core.spi.context.storage.ContextLocal;
import org.jspecify.annotations.Nullable;

/** The span for which the work of this turn is done: kept as {@link com.flexicharge.shared.log.CurrentRequest} is. */
public final class CurrentSpan implements VertxServiceProvider {
    private static final ContextLocal<Span> SPAN = ContextLocal.registerLocal(Span.class);

    /** Vert.x makes one before anything else: a local must be known before the first context is there. */
    @Override
    public void init(VertxBootstrap bootstrap) {}

    static void begin(Span span) {
        if (Vertx.currentContext() instanceof ContextInternal own && own.isDuplicate()) {
            begin(span, own);
        }
    }

    static void begin(Span span, ContextInternal own) {
        own.putLocal(SPAN, span);
    }

    static Span get() {
        return of(Vertx.currentContext());
    }

    static Span of(@Nullable Context context) {
        if (context == null) {
            return Span.NONE;
        }
        @Nullable Span span = context.getLocal(SPAN);
        return span == null ? Span.NONE : span;
    }
}
