package com.flexicharge.shared.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.vertx.core.http.HttpServerRequest;
import java.util.Locale;

/** What a body says it is. */
final class MediaType {
    private MediaType() {}

    /** JSON of any kind in UTF-8, uncompressed. Nothing said means JSON: some of the apps say nothing. */
    static boolean isJson(HttpServerRequest request) {
        var type = request.getHeader(HttpHeaderNames.CONTENT_TYPE);
        var encoding = request.getHeader(HttpHeaderNames.CONTENT_ENCODING);
        return (type == null || type.isBlank() || isJson(type))
                && (encoding == null || encoding.equalsIgnoreCase("identity"));
    }

    private static boolean isJson(String contentType) {
        var parts = contentType.toLowerCase(Locale.ROOT).split(";");
        var type = parts[0].strip();
        var json = type.equals("application/json") || (type.startsWith("application/") && type.endsWith("+json"));
        for (int i = 1; i < parts.length && json; i++) {
            var parameter = parts[i].strip();
            json = !parameter.startsWith("charset=") || parameter.matches("charset=\"?utf-?8\"?");
        }
        return json;
    }
}
