package com.flexicharge.launcher.server;

import com.flexicharge.shared.http.Access;
import com.flexicharge.shared.http.HttpAnswer;
import com.flexicharge.shared.http.HttpRoutes;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;

/** The process's counters in Prometheus text. */
public final class MetricsRoutes {
    private final PrometheusMeterRegistry meters;

    public MetricsRoutes(PrometheusMeterRegistry meters) {
        this.meters = meters;
    }

    public void register(HttpRoutes routes) {
        routes.get(
                "/metrics",
                Access.OPEN,
                exchange -> Future.succeededFuture(HttpAnswer.bytes(
                        200, "text/plain; version=0.0.4; charset=utf-8", Buffer.buffer(meters.scrape()))));
    }
}
