package com.flexicharge.shared.http;

import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.handler.codec.http.QueryStringEncoder;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.Map;

/** Writes an answer with the headers every answer has. */
final class AnswerWriter {
    /**
     * Answers may hold personal data and are out of date at once, so nobody keeps them, unless they can be asked about by their tag; none is
     * a page to be framed.
     */
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
    void write(HttpServerRequest request, HttpAnswer given, String requestId, String primaryPath) {
        var answer = EntityTag.isRead(request) ? EntityTag.stamped(given) : given;
        var response = request.response();
        response.headers().clear(); // An answer that could not be written may have left some.
        cors.allow(request);
        EVERY_ANSWER.forEach(response::putHeader);
        if (request.isSSL()) {
            response.putHeader("strict-transport-security", TLS_ONLY);
        }
        response.putHeader(RequestId.HEADER, requestId);
        if (answer.headers().containsKey("etag")) {
            letKeepAndAsk(response);
        }
        answer.headers().forEach((name, value) -> {
            if (name.equals("vary")) {
                varyAlsoBy(response, value);
            } else {
                response.putHeader(name, value);
            }
        });
        answer.nextCursor()
                .ifPresent(cursor ->
                        response.putHeader("link", "<" + next(request, primaryPath, cursor) + ">; rel=\"next\""));
        if (EntityTag.isKnownTo(request, answer)) {
            response.headers().remove("content-type");
            response.setStatusCode(304).end();
            return;
        }
        response.setStatusCode(answer.status());
        var isHead = request.method().equals(HttpMethod.HEAD);
        if (answer.stream().isPresent() && !isHead) {
            response.setChunked(true);
            answer.stream().get().accept(request);
            return;
        }
        if (isHead && answer.stream().isEmpty()) {
            response.putHeader("content-length", Integer.toString(answer.body().length()));
        }
        response.end(answer.body());
    }

    /**
     * A browser may keep it, for itself, and asks each time whether it still holds; what one person got is never offered for another's
     * token.
     */
    private static void letKeepAndAsk(HttpServerResponse response) {
        response.putHeader("cache-control", "private, no-cache");
        varyAlsoBy(response, "Authorization");
    }

    private static void varyAlsoBy(HttpServerResponse response, String headers) {
        var varies = response.headers().get("vary");
        response.putHeader("vary", varies == null ? headers : varies + ", " + headers);
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
