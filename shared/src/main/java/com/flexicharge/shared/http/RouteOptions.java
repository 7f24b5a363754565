package com.flexicharge.shared.http;

import java.time.Duration;
import java.util.Optional;

/**
 * What sets a route apart from the others.
 *
 * @param tokenInQuery whether the token may also come as query parameter {@code access_token} or {@code token}; only where
 *                     browsers cannot set a header (event streams, files opened in a tab), because addresses end up in logs
 * @param deadline     how long the answer may take; absent: as long as {@link HttpSettings#deadline} says
 * @param unlimited    whether requests are not counted against the caller; for those whose refusal would be read as something
 *                     else, like "not healthy"
 * @param isRepeatable whether it heeds an {@code Idempotency-Key} though it is no POST
 */
public record RouteOptions(boolean tokenInQuery, Optional<Duration> deadline, boolean unlimited, boolean isRepeatable) {
    public static final RouteOptions STANDARD = new RouteOptions(false, Optional.empty(), false, false);

    public RouteOptions withTokenInQuery() {
        return new RouteOptions(true, deadline, unlimited, isRepeatable);
    }

    public RouteOptions within(Duration longest) {
        return new RouteOptions(tokenInQuery, Optional.of(longest), unlimited, isRepeatable);
    }

    public RouteOptions withoutLimit() {
        return new RouteOptions(tokenInQuery, deadline, true, isRepeatable);
    }

    public RouteOptions repeatable() {
        return new RouteOptions(tokenInQuery, deadline, unlimited, true);
    }
}
