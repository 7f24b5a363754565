package com.flexicharge.launcher.e2e;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Who keeps traces: takes OTLP over HTTP as {@code /v1/traces}, and shows what came. */
final class OtlpReceiver implements AutoCloseable {
    private final HttpServer server;
    private final List<Received> spans = new CopyOnWriteArrayList<>();
    private final List<String> bodies = new CopyOnWriteArrayList<>();
    private final AtomicInteger asked = new AtomicInteger();
    private volatile int status = 200;

    /** @param process that sent it, as its resource says */
    record Received(
            String trace,
            String id,
            String parent,
            String name,
            Span.SpanKind kind,
            boolean isError,
            Map<String, String> attributes,
            List<String> links,
            Map<String, String> process) {
        boolean isStatement() {
            return attributes.containsKey("db.query.text");
        }

        String attribute(String key) {
            return attributes.getOrDefault(key, "");
        }
    }

    OtlpReceiver() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new IllegalStateException("No port for the receiver", e);
        }
        server.createContext("/v1/traces", this::take);
        server.start();
    }

    String endpoint() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** From now on, what it answers. */
    void answering(int otherStatus) {
        status = otherStatus;
    }

    int asked() {
        return asked.get();
    }

    List<Received> spans() {
        return List.copyOf(spans);
    }

    /** All that came, as text: what is in it in clear is found there. */
    String everything() {
        return String.join("\n", bodies);
    }

    Stream<Received> named(String name) {
        return spans.stream().filter(span -> span.name().equals(name));
    }

    List<Received> trace(String id) {
        return spans.stream().filter(span -> span.trace().equals(id)).toList();
    }

    Optional<Received> parent(Received of) {
        return spans.stream().filter(span -> span.id().equals(of.parent())).findFirst();
    }

    /** From the beginning of its trace down to it. */
    String path(Received span) {
        return parent(span).map(above -> path(above) + " > ").orElse("") + span.name();
    }

    private void take(HttpExchange exchange) throws IOException {
        asked.incrementAndGet();
        try (exchange) {
            var request = ExportTraceServiceRequest.parseFrom(
                    exchange.getRequestBody().readAllBytes());
            if (status == 200) {
                bodies.add(request.toString());
                request.getResourceSpansList().forEach(of -> {
                    var process = texts(of.getResource().getAttributesList());
                    of.getScopeSpansList().stream()
                            .flatMap(scope -> scope.getSpansList().stream())
                            .map(span -> received(span, process))
                            .forEach(spans::add);
                });
            }
            exchange.sendResponseHeaders(status, -1);
        }
    }

    private static Received received(Span span, Map<String, String> process) {
        return new Received(
                hex(span.getTraceId().toByteArray()),
                hex(span.getSpanId().toByteArray()),
                hex(span.getParentSpanId().toByteArray()),
                span.getName(),
                span.getKind(),
                span.getStatus().getCodeValue() == 2,
                texts(span.getAttributesList()),
                span.getLinksList().stream()
                        .map(link -> hex(link.getSpanId().toByteArray()))
                        .toList(),
                process);
    }

    private static Map<String, String> texts(List<KeyValue> attributes) {
        return attributes.stream()
                .collect(Collectors.toMap(
                        KeyValue::getKey,
                        one -> one.getValue().hasIntValue()
                                ? Long.toString(one.getValue().getIntValue())
                                : one.getValue().getStringValue()));
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
