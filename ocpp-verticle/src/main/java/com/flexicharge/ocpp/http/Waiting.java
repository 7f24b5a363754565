package com.flexicharge.ocpp.http;

import com.flexicharge.shared.http.Query;
import com.flexicharge.shared.http.RouteOptions;
import java.time.Duration;

/** How long a request may wait for a charger. */
final class Waiting {
    static final int MAX_MILLIS = 60_000;

    /** Longer than the longest wait, so that it is the command and not a timeout that is answered. */
    static final RouteOptions OPTIONS = RouteOptions.STANDARD.within(Duration.ofSeconds(75));

    private Waiting() {}

    /** @param otherwise for who does not say */
    static int millis(Query query, int otherwise) {
        return query.integer("wait", 0, MAX_MILLIS, "invalidWait").orElse(otherwise);
    }
}
