package com.flexicharge.account.http;

import com.flexicharge.shared.http.Access;
import com.flexicharge.shared.http.HttpRoutes;
import com.flexicharge.shared.http.NotOffered;
import com.flexicharge.shared.http.RouteHandler;
import com.flexicharge.shared.http.RouteOptions;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;

/** Lets routes exist and say that people's accounts are kept by another issuer. */
public final class ManagedExternally implements HttpRoutes {
    private final HttpRoutes routes;

    public ManagedExternally(HttpRoutes routes) {
        this.routes = routes;
    }

    @Override
    public HttpRoutes on(HttpMethod method, String path, Access access, RouteOptions options, RouteHandler handler) {
        routes.on(
                method,
                path,
                Access.OPEN,
                options,
                exchange -> Future.failedFuture(NotOffered.of(
                        "accountsManagedExternally",
                        "Accounts are kept by an external issuer here: sign in and manage them there.")));
        return this;
    }

    @Override
    public HttpRoutes alias(String alias, String primary) {
        routes.alias(alias, primary);
        return this;
    }
}
