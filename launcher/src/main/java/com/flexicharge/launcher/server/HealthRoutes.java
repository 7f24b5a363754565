package com.flexicharge.launcher.server;

import com.flexicharge.shared.http.Access;
import com.flexicharge.shared.http.HttpAnswer;
import com.flexicharge.shared.http.HttpRoutes;
import com.flexicharge.shared.http.RouteOptions;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.util.LinkedHashMap;
import java.util.Map;

/** Whether the process lives, and whether it can serve: 503 while starting, while draining, and while a database is away. */
public final class HealthRoutes {
    /** "Too many requests" would read as "not healthy" to whoever restarts us, and a flood would have us restarted. */
    private static final RouteOptions UNCOUNTED = RouteOptions.STANDARD.withoutLimit();

    private final Readiness readiness;

    public HealthRoutes(Readiness readiness) {
        this.readiness = readiness;
    }

    public void register(HttpRoutes routes) {
        routes.on(
                HttpMethod.GET,
                "/health/live",
                Access.OPEN,
                UNCOUNTED,
                exchange -> Future.succeededFuture(answer(true, Map.of())));
        routes.on(
                HttpMethod.GET,
                "/health/ready",
                Access.OPEN,
                UNCOUNTED,
                exchange -> readiness.check().map(checks -> answer(!checks.containsValue("down"), checks)));
    }

    private static HttpAnswer answer(boolean up, Map<String, String> checks) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("status", up ? "up" : "down");
        body.put("checks", checks);
        return HttpAnswer.json(up ? 200 : 503, body);
    }
}
