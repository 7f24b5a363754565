package com.flexicharge.shared.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.Arrays;
import java.util.Base64;

/**
 * The validator of what was read (RFC 9110 §8.8.3). Weak: it says that an answer means the same, not that every byte is. Made of the
 * body and of where the list goes on, because a page may stay as it is while the first row after it is added.
 */
final class EntityTag {
    private static final String NAME = HttpHeaders.ETAG.toString();

    private EntityTag() {}

    /** With its tag, if it has none yet and is one that can be asked for again: no error, nothing that was written, no stream. */
    static HttpAnswer stamped(HttpAnswer answer) {
        return answer.status() != 200
                        || answer.headers().containsKey(NAME)
                        || answer.stream().isPresent()
                ? answer
                : answer.header(NAME, "W/\"" + of(answer) + "\"");
    }

    static boolean isRead(HttpServerRequest request) {
        return request.method().equals(HttpMethod.GET) || request.method().equals(HttpMethod.HEAD);
    }

    /** Whether the client has this answer already; weak and strong tags are compared alike (RFC 9110 §13.1.2). */
    static boolean isKnownTo(HttpServerRequest request, HttpAnswer answer) {
        var tag = answer.headers().get(NAME);
        return tag != null
                && isRead(request)
                && request.headers().getAll(HttpHeaders.IF_NONE_MATCH).stream()
                        .flatMap(line -> Arrays.stream(line.split(",", -1)))
                        .map(String::strip)
                        .anyMatch(known -> known.equals("*") || opaque(known).equals(opaque(tag)));
    }

    private static String of(HttpAnswer answer) {
        var next = Buffer.buffer(answer.nextCursor().orElse(""));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Fingerprint.of(answer.body(), next));
    }

    private static String opaque(String tag) {
        return tag.startsWith("W/") ? tag.substring(2) : tag;
    }
}
