package com.flexicharge.shared.http;

import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.handler.codec.http.QueryStringEncoder;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.Map;

/** Writes an answer with the headers every answer has. */
final class AnswerWriter {
    /** Answers may hold personal data and are out of date at once, so nobody keeps them; none is a page to be framed. */
    private static final Map<String, String> EVERY_ANSWER = Map.of(
            "x-content-type-options", "nosniff",
            "cache-control", "no-store",
            "referrer-policy", "no-referrer",
            "x-frame-options", "DENY",
            "content-security-policy", "default-src 'none'; frame-ancestors 'none'");

    /** A year, and only where it came over TLS: elsewhere browsers ignore it, and a proxy in front says it itself. */
    private static final String TLS_ONLY = "max-age=31536000";

    private final Cors cors;

    AnswerWriter(Cors cors) {
        this.cors = cors;
    }

    /**
     * @param primaryPath what links lead to
     * @throws IllegalArgumentException if a header of the answer holds what no header may; nothing is written then
     */
    void write(HttpServerRequest request, HttpAnswer answer, String requestId, String primaryPath) {
        var response = request.response();
        response.headers().clear(); // An answer that could not be written may have left some.
        cors.allow(request);
        EVERY_ANSWER.forEach(response::putHeader);
        if (request.isSSL()) {
            response.putHeader("strict-transport-security", TLS_ONLY);
        }
        response.putHeader(RequestId.HEADER, requestId);
        answer.headers().forEach(response::putHeader);
        answer.nextCursor()
                .ifPresent(cursor ->
                        response.putHeader("link", "<" + next(request, primaryPath, cursor) + ">; rel=\"next\""));
        response.setStatusCode(answer.status());
        if (request.method().equals(HttpMethod.HEAD)) {
            response.putHeader("content-length", Integer.toString(answer.body().length()));
        }
        response.end(answer.body());
    }

    /** The same list with the same filters, from the cursor on. */
    private static String next(HttpServerRequest request, String primaryPath, String cursor) {
        var link = new QueryStringEncoder(primaryPath);
        new QueryStringDecoder(request.uri()).parameters().forEach((name, values) -> {
            if (!name.equals("cursor")) {
                values.forEach(value -> link.addParam(name, value));
            }
        });
        link.addParam("cursor", cursor);
        return link.toString();
    }
}
