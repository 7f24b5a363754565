package com.flexicharge.shared.http;

import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.function.Consumer;

/**
 * All routes of a process behind the rules every route has: paths, access, bodies, errors, CORS, request ids, deadlines.
 *
 * <pre>{@code
 * var api = HttpApi.builder(settings, tokens).mount(chargerRoutes::register).mount(chargePointRoutes::register).build();
 * vertx.createHttpServer().requestHandler(api.router(vertx)).listen(port);
 * }</pre>
 */
public final class HttpApi {
    private final HttpSettings settings;
    private final RouteTable routes;
    private final Admission admission;
    private final Cors cors;
    private final AnswerWriter writer;

    private HttpApi(HttpSettings settings, TokenVerifier tokens, RouteTable routes) {
        this.settings = settings;
        this.routes = routes;
        this.admission = new Admission(tokens);
        this.cors = new Cors(settings.corsOrigins());
        this.writer = new AnswerWriter(cors);
    }

    public static Builder builder(HttpSettings settings, TokenVerifier tokens) {
        return new Builder(settings, tokens);
    }

    /** Gathers the modules' routes while the process starts. */
    public static final class Builder {
        private final HttpSettings settings;
        private final TokenVerifier tokens;
        private final RouteTable routes = new RouteTable();

        private Builder(HttpSettings settings, TokenVerifier tokens) {
            this.settings = settings;
            this.tokens = tokens;
        }

        /** @throws IllegalArgumentException if two routes claim the same method and path */
        public Builder mount(Consumer<HttpRoutes> module) {
            module.accept(routes);
            return this;
        }

        public HttpApi build() {
            return new HttpApi(settings, tokens, routes);
        }
    }

    /**
     * A router for the server of one event loop. It answers every request, unknown paths too; routes added to it later are never
     * reached.
     */
    public Router router(Vertx vertx) {
        var router = Router.router(vertx);
        router.route()
                .handler(request -> new Conversation(request.request(), this, vertx).begin())
                .failureHandler(this::refuseTarget);
        return router;
    }

    /** For requests that are refused before any route: {@code OPTIONS *}, a target that is no path. */
    private void refuseTarget(RoutingContext request) {
        var problem =
                Problem.of(request.statusCode() == 404 ? 404 : 400, "invalidRequest", "The request names no path.");
        var target = request.request().uri();
        writer.write(request.request(), problem.toAnswer(target), RequestId.of(request.request()), "/");
    }

    HttpSettings settings() {
        return settings;
    }

    RouteTable routes() {
        return routes;
    }

    Admission admission() {
        return admission;
    }

    Cors cors() {
        return cors;
    }

    AnswerWriter writer() {
        return writer;
    }
}
