package com.flexicharge.shared.trace;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.TracerProvider;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanLimits;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxBuilder;
import io.vertx.core.internal.VertxInternal;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The traces of this process, begun where somebody from outside asks for something: a person over HTTP, a charger with a CALL. What
 * the process does by itself is not traced. Off, every span is {@link Span#NONE}, and there is neither a tracer in Vert.x nor a
 * thread that sends.
 *
 * <p>Spans wait in a queue for {@link #BETWEEN_SENDS} at most; what finds it full is dropped. Nothing here waits for the receiver.
 */
public final class Traces {
    /** Nothing is traced. */
    public static final Traces OFF = new Traces(TracerProvider.noop().get(""), Optional.empty());

    /** Some 1 KB each: 8 MB while the receiver is away. */
    private static final int MOST_WAITING = 8_192;

    private static final int MOST_AT_ONCE = 512;
    private static final Duration BETWEEN_SENDS = Duration.ofSeconds(1);
    private static final Duration RECEIVER_PATIENCE = Duration.ofSeconds(5);

    /** For what still waits when the process stops. */
    private static final Duration LAST_MOMENT = Duration.ofSeconds(3);

    private static final int LONGEST_VALUE = 2_048;
    private static final int MOST_LINKS = 32;

    private static final TextMapGetter<MultiMap> HEADERS = new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(MultiMap headers) {
            return headers.names();
        }

        @Override
        public @Nullable String get(@Nullable MultiMap headers, String key) {
            return headers == null ? null : headers.get(key);
        }
    };

    private final Tracer tracer;
    private final Optional<SdkTracerProvider> provider;

    private Traces(Tracer tracer, Optional<SdkTracerProvider> provider) {
        this.tracer = tracer;
        this.provider = provider;
    }

    /** @param node tells this process from others of the same service */
    public static Traces open(TraceConfig config, String node) {
        return config.endpoint()
                .map(endpoint -> into(watched(endpoint), config, node))
                .orElse(OFF);
    }

    static Traces into(SpanExporter receiver, TraceConfig config, String node) {
        var who = Attributes.builder()
                .put("service.name", config.serviceName())
                .put("service.instance.id", node)
                .build();
        var limits = SpanLimits.builder()
                .setMaxAttributeValueLength(LONGEST_VALUE)
                .setMaxNumberOfLinks(MOST_LINKS)
                .build();
        var queue = BatchSpanProcessor.builder(receiver)
                .setMaxQueueSize(MOST_WAITING)
                .setMaxExportBatchSize(MOST_AT_ONCE)
                .setScheduleDelay(BETWEEN_SENDS)
                .setExporterTimeout(RECEIVER_PATIENCE)
                .build();
        var provider = SdkTracerProvider.builder()
                .setResource(Resource.getDefault().merge(Resource.create(who)))
                .setSampler(Sampler.parentBased(Sampler.traceIdRatioBased(config.ratio())))
                .setSpanLimits(limits)
                .addSpanProcessor(queue)
                .build();
        return new Traces(provider.get("com.flexicharge"), Optional.of(provider));
    }

    /** A send that fails is not repeated: the next one comes within a second, and would only wait behind it. */
    private static SpanExporter watched(URI endpoint) {
        var exporter = OtlpHttpSpanExporter.builder()
                .setEndpoint(endpoint + "/v1/traces")
                .setConnectTimeout(RECEIVER_PATIENCE)
                .setTimeout(RECEIVER_PATIENCE)
                .setRetryPolicy(null)
                .build();
        return new WatchedExporter(exporter, withoutUser(endpoint), System::nanoTime);
    }

    private static String withoutUser(URI endpoint) {
        var port = endpoint.getPort() < 0 ? "" : ":" + endpoint.getPort();
        return endpoint.getScheme() + "://" + endpoint.getHost() + port;
    }

    /** Those of the process to which this Vert.x belongs. */
    public static Traces of(Vertx vertx) {
        return ((VertxInternal) vertx).tracer() instanceof SqlTracer tracer ? tracer.traces() : OFF;
    }

    /** Has the Vert.x that is about to be made carry these traces. */
    public VertxBuilder in(VertxBuilder builder) {
        return isOn() ? builder.withTracer(options -> new SqlTracer(this)) : builder;
    }

    public boolean isOn() {
        return provider.isPresent();
    }

    /** A trace begins: somebody outside asks for something. */
    public Span asked(String name) {
        return isOn() ? begin(name, SpanKind.SERVER, Context.root()) : Span.NONE;
    }

    /** As {@link #asked(String)}, as a consequence of an earlier span if there is one. */
    public Span asked(String name, Span cause) {
        return isOn() ? begin(name, SpanKind.SERVER, cause.beneath()) : Span.NONE;
    }

    /** Somebody else is asked, for the sake of a span; without one it is a trace of its own. */
    public Span asking(String name, Span forWhom) {
        return isOn() ? begin(name, SpanKind.CLIENT, forWhom.beneath()) : Span.NONE;
    }

    /** Another module is asked for the sake of the current span; nothing if there is none. */
    public Span asking(String name) {
        return beneathCurrent(name, SpanKind.CLIENT);
    }

    /** A step of the current span; nothing if there is none. */
    public Span step(String name) {
        return beneathCurrent(name, SpanKind.INTERNAL);
    }

    /** As {@link #step(String)}, of that span. */
    public Span step(String name, Span of) {
        return of.isNone() ? Span.NONE : begin(name, SpanKind.INTERNAL, of.beneath());
    }

    /** Something goes out to whoever listens, because of the current span; nothing if there is none. */
    public Span sending(String name) {
        return beneathCurrent(name, SpanKind.PRODUCER);
    }

    /** What {@link Span#tell} told is gone on with; nothing if it told nothing. */
    public Span taken(String name, boolean answered, MultiMap headers) {
        if (!isOn()) {
            return Span.NONE;
        }
        var caller = told(headers);
        return caller.isNone()
                ? Span.NONE
                : begin(name, answered ? SpanKind.SERVER : SpanKind.CONSUMER, caller.beneath());
    }

    /** What a caller says of itself in headers: its word, and no more. */
    public Span told(MultiMap headers) {
        if (!isOn()) {
            return Span.NONE;
        }
        var caller = W3CTraceContextPropagator.getInstance().extract(Context.root(), headers, HEADERS);
        return Span.of(io.opentelemetry.api.trace.Span.fromContext(caller));
    }

    private Span beneathCurrent(String name, SpanKind kind) {
        if (!isOn()) {
            return Span.NONE;
        }
        var current = Span.current();
        return current.isNone() ? Span.NONE : begin(name, kind, current.beneath());
    }

    private Span begin(String name, SpanKind kind, Context parent) {
        return Span.of(
                tracer.spanBuilder(name).setParent(parent).setSpanKind(kind).startSpan());
    }

    /** Sends what waits, for {@link #LAST_MOMENT} at most. */
    public Future<Void> close(Vertx vertx) {
        return provider.map(sender -> {
                    Promise<Void> sent = Promise.promise();
                    sender.shutdown().whenComplete(sent::tryComplete);
                    var patience = vertx.timer(LAST_MOMENT.toMillis(), TimeUnit.MILLISECONDS);
                    return Future.any(sent.future(), patience)
                            .onComplete(done -> patience.cancel())
                            .<Void>mapEmpty();
                })
                .orElseGet(Future::succeededFuture);
    }
}
