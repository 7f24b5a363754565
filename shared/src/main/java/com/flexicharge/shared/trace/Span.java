package com.flexicharge.shared.trace;

import com.flexicharge.shared.contract.Reason;
import com.flexicharge.shared.contract.Refusal;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.vertx.core.Future;
import io.vertx.core.internal.ContextInternal;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/**
 * One thing that is done for somebody, from its beginning to its end. Usable from any thread. What it is told ends up with whoever
 * keeps traces: never a password, a token or an id tag.
 */
public final class Span {
    /** Nothing is traced here. */
    public static final Span NONE = new Span(io.opentelemetry.api.trace.Span.getInvalid());

    private static final io.opentelemetry.api.trace.Span NO_SPAN = io.opentelemetry.api.trace.Span.getInvalid();

    private final io.opentelemetry.api.trace.Span span;

    private Span(io.opentelemetry.api.trace.Span span) {
        this.span = span;
    }

    static Span of(io.opentelemetry.api.trace.Span span) {
        return span.getSpanContext().isValid() ? new Span(span) : NONE;
    }

    /** That for which this turn of the event loop works. */
    public static Span current() {
        return CurrentSpan.get();
    }

    public boolean isNone() {
        return span == NO_SPAN;
    }

    /** Where it is in its trace, without what it was told: to be kept for what it causes later. */
    public Span reference() {
        return isNone() ? NONE : new Span(io.opentelemetry.api.trace.Span.wrap(reached()));
    }

    public Span with(String key, String value) {
        span.setAttribute(key, value);
        return this;
    }

    public Span with(String key, long value) {
        span.setAttribute(key, value);
        return this;
    }

    /** Another one that it has to do with, and is no part of. */
    public Span link(Span other) {
        if (!other.isNone()) {
            span.addLink(other.reached());
        }
        return this;
    }

    /** What is done from now on in this turn, and in what follows from it, is done for this; if the turn's context is its own. */
    public Span begin() {
        if (!isNone()) {
            CurrentSpan.begin(this);
        }
        return this;
    }

    /** The end, for a context that lives on: what is done there later is done for nobody. */
    public void leave(io.vertx.core.Context own) {
        if (!isNone()) {
            CurrentSpan.begin(NONE, (ContextInternal) own);
            end();
        }
    }

    /** @param type a word for it, one of few */
    public Span failed(String type) {
        span.setAttribute("error.type", type);
        span.setStatus(StatusCode.ERROR);
        return this;
    }

    /** An expected "no" is told; it is an error only when something is broken or away. */
    public Span failed(Throwable failure) {
        if (isNone()) {
            return this;
        }
        if (!(failure instanceof Refusal refusal)) {
            // Without its message: that of a database repeats what it was given.
            return failed(failure.getClass().getSimpleName());
        }
        span.setAttribute("flexicharge.refusal", refusal.code());
        return isBroken(refusal.reason()) ? failed(refusal.code()) : this;
    }

    private static boolean isBroken(Reason reason) {
        return switch (reason) {
            case UNAVAILABLE, TIMED_OUT, INTERNAL -> true;
            case INVALID, UNAUTHENTICATED, FORBIDDEN, NOT_FOUND, CONFLICT, REJECTED, OFFLINE, BUSY -> false;
        };
    }

    public void end() {
        span.end();
    }

    /** It ends when this does. */
    public <T> Future<T> until(Future<T> work) {
        return isNone()
                ? work
                : work.onSuccess(done -> end())
                        .onFailure(failure -> failed(failure).end());
    }

    /**
     * Does the work for this span, in a context of its own on the same event loop: to be called on that loop, where many things are
     * done in one context.
     *
     * @param shared whose event loop it is; the future completes there
     */
    public <T> Future<T> around(io.vertx.core.Context shared, Supplier<Future<T>> work) {
        if (isNone()) {
            return work.get();
        }
        var outer = (ContextInternal) shared;
        var done = outer.<T>promise();
        var own = outer.duplicate();
        CurrentSpan.begin(this, own);
        own.dispatch(() -> Future.succeededFuture().compose(go -> work.get()).onComplete(done));
        return done.future();
    }

    /** For whoever goes on elsewhere; {@link Traces#taken} reads it. */
    public void tell(BiConsumer<String, String> headers) {
        if (!isNone()) {
            W3CTraceContextPropagator.getInstance().inject(beneath(), headers, (carrier, key, value) -> {
                if (carrier != null) {
                    carrier.accept(key, value);
                }
            });
        }
    }

    Context beneath() {
        return Context.root().with(span);
    }

    private SpanContext reached() {
        return span.getSpanContext();
    }
}
