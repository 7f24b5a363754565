package com.flexicharge.launcher.server;

import com.flexicharge.shared.http.limit.RateLimit;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

/** What the limits of the HTTP side see. */
public final class HttpMeters {
    private final RateLimit limit;

    public HttpMeters(RateLimit limit) {
        this.limit = limit;
    }

    public void bindTo(MeterRegistry meters) {
        FunctionCounter.builder("flexicharge.http.limited", limit, RateLimit::refused)
                .description("Requests answered 429 because their caller asked too often")
                .register(meters);
        Gauge.builder("flexicharge.http.callers", limit, RateLimit::callers)
                .description("Users and addresses with a rate of their own at the moment")
                .register(meters);
    }
}
