package com.flexicharge.shared.http;

import io.vertx.core.http.HttpServerRequest;
import java.util.List;

/** Lets browsers of the allowed origins read every answer, errors included. Names are listed: {@code *} does not cover authorization. */
final class Cors {
    private static final String METHODS = "GET, POST, PUT, DELETE";
    private static final String REQUEST_HEADERS =
            "authorization, content-type, idempotency-key, if-none-match, last-event-id";
    private static final String ANSWER_HEADERS = "location, link, etag, retry-after, www-authenticate";

    /** Browsers cap it themselves, at two hours or less. */
    private static final String PREFLIGHT_SECONDS = "7200";

    private final boolean anyOrigin;
    private final List<String> origins;

    Cors(List<String> origins) {
        this.origins = origins;
        this.anyOrigin = origins.contains("*");
    }

    void allow(HttpServerRequest request) {
        var headers = request.response().headers();
        var origin = request.getHeader("origin");
        if (anyOrigin) {
            headers.set("access-control-allow-origin", "*");
        } else {
            headers.set("vary", "Origin");
            if (origin != null && origins.contains(origin)) {
                headers.set("access-control-allow-origin", origin);
            }
        }
        headers.set("access-control-expose-headers", ANSWER_HEADERS);
    }

    /** The answer to OPTIONS on any path, unknown ones too: what is there, the request itself will tell. */
    HttpAnswer preflight() {
        return HttpAnswer.noContent()
                .header("access-control-allow-methods", METHODS)
                .header("access-control-allow-headers", REQUEST_HEADERS)
                .header("access-control-max-age", PREFLIGHT_SECONDS);
    }
}
