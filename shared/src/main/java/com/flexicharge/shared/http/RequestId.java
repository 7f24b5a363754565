package com.flexicharge.shared.http;

import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** The name of a request in answers and log lines, ours and the client's. */
final class RequestId {
    static final String HEADER = "x-request-id";

    /** No blanks, no quotes, no line ends: it goes into log lines as it is. */
    private static final Pattern SAFE = Pattern.compile("[A-Za-z0-9._:/+=@-]{1,64}");

    private RequestId() {}

    /** What the client sent, if it is safe, else a new one. */
    static String of(HttpServerRequest request) {
        return Optional.ofNullable(request.getHeader(HEADER))
                .filter(id -> SAFE.matcher(id).matches())
                .orElseGet(() -> UUID.randomUUID().toString());
    }
}
