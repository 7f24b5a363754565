package com.flexicharge.launcher.abuse;

import com.flexicharge.launcher.ServerProcess;
import com.flexicharge.shared.http.Access;
import com.flexicharge.shared.http.HttpRoutes;
import com.flexicharge.shared.http.RouteHandler;
import com.flexicharge.shared.http.RouteOptions;
import io.vertx.core.http.HttpMethod;
import java.util.ArrayList;
import java.util.List;

/** What a process answers over HTTP, as its modules register it. */
public final class RegisteredRoutes implements HttpRoutes {
    private final List<Known> known = new ArrayList<>();

    public record Known(String method, String path, Access access) {
        boolean hasId() {
            return path.contains("{");
        }

        boolean takesBody() {
            return method.equals("POST") || method.equals("PUT");
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    public static List<Known> of(ServerProcess process) {
        var routes = new RegisteredRoutes();
        process.routes(routes);
        return routes.known;
    }

    @Override
    public HttpRoutes on(HttpMethod method, String path, Access access, RouteOptions options, RouteHandler handler) {
        known.add(new Known(method.name(), path, access));
        return this;
    }

    @Override
    public HttpRoutes alias(String alias, String primary) {
        return this;
    }
}
