package com.flexicharge.shared.http;

import java.time.Duration;
import java.util.List;

/**
 * How the HTTP side behaves.
 *
 * @param corsOrigins  origins of browsers that may call, or {@code *} alone
 * @param maxBodyBytes larger bodies are refused with 413
 * @param trustProxy   whether X-Forwarded-For says who the client is
 * @param deadline     a request not answered by then is answered 504 {@code requestTimeout}; what it asked for may still
 *                     happen. Counted from the request's head, so it bounds slow bodies too
 */
public record HttpSettings(List<String> corsOrigins, int maxBodyBytes, boolean trustProxy, Duration deadline) {
    public HttpSettings {
        corsOrigins = List.copyOf(corsOrigins);
        if (corsOrigins.size() > 1 && corsOrigins.contains("*")) {
            throw new IllegalArgumentException("CORS origins are * alone or named, not both: " + corsOrigins);
        }
        if (maxBodyBytes < 1 || deadline.isNegative() || deadline.isZero()) {
            throw new IllegalArgumentException("A body limit and a deadline are above 0");
        }
    }

    /** Any origin, bodies up to 1 MiB, no proxy, 30 s. */
    public static HttpSettings standard() {
        return new HttpSettings(List.of("*"), 1 << 20, false, Duration.ofSeconds(30));
    }
}
