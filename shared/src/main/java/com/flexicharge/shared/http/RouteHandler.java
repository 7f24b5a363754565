package com.flexicharge.shared.http;

import io.vertx.core.Future;

/**
 * Answers one request. A failed future (or a throw) with a {@link com.flexicharge.shared.contract.Refusal} becomes the
 * error answer of its reason; any other failure is a defect: it is logged and leaves as 500 without its details.
 *
 * <p>Called on the event loop of the connection; the future may complete on any thread.
 */
@FunctionalInterface
public interface RouteHandler {
    Future<HttpAnswer> handle(HttpExchange exchange);
}
