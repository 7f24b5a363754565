package com.flexicharge.shared.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What goes back to the client. Values are turned into JSON when the answer is made, so what cannot be written fails in the
 * handler and not halfway through a response.
 *
 * @param headers    beside those every answer has (CORS, security, request id); one of the same name takes their place
 * @param body       empty for answers without one
 * @param nextCursor where the list goes on; becomes the header {@code Link: <…>; rel="next"}
 * @param stream     writes what follows the head, for as long as it likes; empty: the answer is whole
 */
public record HttpAnswer(
        int status,
        Map<String, String> headers,
        Buffer body,
        Optional<String> nextCursor,
        Optional<Consumer<HttpServerRequest>> stream) {
    /** With a charset, although JSON needs none: clients of some older libraries read Latin-1 without it. */
    private static final String JSON = "application/json; charset=utf-8";

    private static final String CONTENT_TYPE = "content-type";

    private record Message(int statusCode, String message) {}

    public HttpAnswer {
        headers = Map.copyOf(headers);
    }

    public HttpAnswer(int status, Map<String, String> headers, Buffer body, Optional<String> nextCursor) {
        this(status, headers, body, nextCursor, Optional.empty());
    }

    /** 200 with this value as JSON. */
    public static HttpAnswer ok(Object value) {
        return json(200, value);
    }

    /** @param location the path of what was made, percent-encoded, under its primary name */
    public static HttpAnswer created(String location, Object value) {
        return json(201, value).header("location", location);
    }

    public static HttpAnswer noContent() {
        return new HttpAnswer(204, Map.of(), Buffer.buffer(), Optional.empty());
    }

    /** For success without data of its own: {@code {"statusCode":…,"message":…}}, because apps read {@code message}. */
    public static HttpAnswer message(int status, String text) {
        return json(status, new Message(status, text));
    }

    public static HttpAnswer json(int status, Object value) {
        return bytes(status, JSON, Json.write(value));
    }

    public static HttpAnswer text(String text) {
        return bytes(200, "text/plain; charset=utf-8", Buffer.buffer(text));
    }

    public static HttpAnswer html(String page) {
        return bytes(200, "text/html; charset=utf-8", Buffer.buffer(page));
    }

    /** 302 to another path. */
    public static HttpAnswer redirect(String location) {
        return new HttpAnswer(302, Map.of("location", location), Buffer.buffer(), Optional.empty());
    }

    /** Anything else: metrics in their own text format, a PDF, the API description. */
    public static HttpAnswer bytes(int status, String contentType, Buffer body) {
        return new HttpAnswer(status, Map.of(CONTENT_TYPE, contentType), body, Optional.empty());
    }

    /**
     * 200, and then what is written to the response bit by bit. The deadline of the route ends with the head.
     *
     * @param stream called on the connection's event loop when the response's head is ready; it ends the response. Not called where only
     *               the head was asked for
     */
    public static HttpAnswer stream(String contentType, Consumer<HttpServerRequest> stream) {
        // Compressed, small bits would wait until there are enough of them.
        var headers = Map.of(CONTENT_TYPE, contentType, "content-encoding", "identity", "x-accel-buffering", "no");
        return new HttpAnswer(200, headers, Buffer.buffer(), Optional.empty(), Optional.of(stream));
    }

    /** @param name in lower case */
    public HttpAnswer header(CharSequence name, String value) {
        var more = new LinkedHashMap<>(headers);
        more.put(name.toString(), value);
        return new HttpAnswer(status, more, body, nextCursor, stream);
    }

    /** Says that more rows follow, from this cursor on. */
    public HttpAnswer next(String cursor) {
        return new HttpAnswer(status, headers, body, Optional.of(cursor));
    }
}
