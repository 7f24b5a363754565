package com.flexicharge.shared.http;

import io.vertx.core.http.HttpMethod;

/**
 * What a module gets to register its routes.
 *
 * <p>A path is literal segments and ids in braces, like {@code /chargers/{connectorID}/statuses}; an id is a whole segment.
 * Where both fit, the literal segment wins, whatever was registered first. GET routes answer HEAD too.
 */
public interface HttpRoutes {
    /** @throws IllegalArgumentException if the path is malformed, or this method of this path has a handler already */
    HttpRoutes on(HttpMethod method, String path, Access access, RouteOptions options, RouteHandler handler);

    /**
     * Makes everything at and below one path reachable under another name too; links in answers use the primary one.
     *
     * @param alias   literal segments only, like {@code /transaction}; registering it twice for the same path is harmless
     * @param primary literal segments only, like {@code /transactions}
     */
    HttpRoutes alias(String alias, String primary);

    default HttpRoutes on(HttpMethod method, String path, Access access, RouteHandler handler) {
        return on(method, path, access, RouteOptions.STANDARD, handler);
    }

    default HttpRoutes get(String path, Access access, RouteHandler handler) {
        return on(HttpMethod.GET, path, access, handler);
    }

    default HttpRoutes post(String path, Access access, RouteHandler handler) {
        return on(HttpMethod.POST, path, access, handler);
    }

    default HttpRoutes put(String path, Access access, RouteHandler handler) {
        return on(HttpMethod.PUT, path, access, handler);
    }

    default HttpRoutes delete(String path, Access access, RouteHandler handler) {
        return on(HttpMethod.DELETE, path, access, handler);
    }
}
