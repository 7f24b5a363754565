package com.flexicharge.launcher.page;

import com.flexicharge.shared.http.HttpAnswer;
import com.flexicharge.shared.http.HttpExchange;
import io.vertx.core.buffer.Buffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/** A file that stays the same while the process lives: kept by browsers, and asked for again only to hear that it is. */
public final class Page {
    /** Of its own origin only, nothing inline; the icons in its style sheet are {@code data:} addresses. */
    private static final String CONTENT =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                    + " connect-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'";

    private final HttpAnswer whole;
    private final HttpAnswer unchanged;
    private final String tag;

    public Page(String contentType, byte[] bytes) {
        tag = "W/\"" + hash(bytes) + "\"";
        whole = dressed(HttpAnswer.bytes(200, contentType, Buffer.buffer(bytes)));
        unchanged = dressed(new HttpAnswer(304, Map.of(), Buffer.buffer(), Optional.empty()));
    }

    public HttpAnswer answer(HttpExchange exchange) {
        return exchange.header("if-none-match").filter(this::isKnown).isPresent() ? unchanged : whole;
    }

    private boolean isKnown(String tags) {
        return tags.contains(tag) || tags.equals("*");
    }

    private HttpAnswer dressed(HttpAnswer answer) {
        return answer.header("etag", tag)
                .header("cache-control", "no-cache")
                .header("content-security-policy", CONTENT);
    }

    private static String hash(byte[] bytes) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return HexFormat.of().formatHex(digest, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
