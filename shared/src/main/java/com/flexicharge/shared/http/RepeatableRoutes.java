package com.flexicharge.shared.http;

import com.flexicharge.shared.db.IdempotencyRepository;
import io.vertx.core.http.HttpMethod;
import java.time.Clock;

/**
 * Registers routes so that a request sent again under the same {@code Idempotency-Key} is answered as the first time instead of being
 * done again: every POST whose caller is known, and what else says that it is {@link RouteOptions#repeatable()}.
 */
public final class RepeatableRoutes implements HttpRoutes {
    private final HttpRoutes routes;
    private final IdempotencyRepository answers;
    private final Clock clock;

    /** @param answers in the schema of the module whose routes these are */
    public RepeatableRoutes(HttpRoutes routes, IdempotencyRepository answers, Clock clock) {
        this.routes = routes;
        this.answers = answers;
        this.clock = clock;
    }

    @Override
    public HttpRoutes on(HttpMethod method, String path, Access access, RouteOptions options, RouteHandler handler) {
        var isRepeatable = access != Access.OPEN && (method.equals(HttpMethod.POST) || options.isRepeatable());
        routes.on(
                method,
                path,
                access,
                options,
                isRepeatable ? new RepeatableHandler(method + " " + path, handler, answers, clock) : handler);
        return this;
    }

    @Override
    public HttpRoutes alias(String alias, String primary) {
        routes.alias(alias, primary);
        return this;
    }
}
