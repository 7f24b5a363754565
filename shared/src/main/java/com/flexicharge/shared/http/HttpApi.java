package com.flexicharge.shared.http;

import com.flexicharge.shared.http.limit.RateLimit;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.function.Consumer;

/**
 * All routes of a process behind the rules every route has: paths, access, bodies, errors, CORS, request ids, deadlines.
 *
 * <pre>{@code
 * var api = HttpApi.builder(settings, tokens).mount(chargerRoutes::register).mount(chargePointRoutes::register).build();
 * vertx.createHttpServer()
 *         .requestHandler(api.router(vertx))
 *         .invalidRequestHandler(api::refuseMalformed)
 *         .listen(port);
 * }</pre>
 */
public final class HttpApi {
    private final HttpSettings settings;
    private final RouteTable routes;
    private final Admission admission;
    private final Cors cors;
    private final AnswerWriter writer;

    private HttpApi(HttpSettings settings, TokenVerifier tokens, RateLimit limit, RouteTable routes) {
        this.settings = settings;
        this.routes = routes;
        this.admission = new Admission(tokens, limit, settings.trustProxy());
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
        private RateLimit limit = RateLimit.off();

        private Builder(HttpSettings settings, TokenVerifier tokens) {
            this.settings = settings;
            this.tokens = tokens;
        }

        /** @throws IllegalArgumentException if two routes claim the same method and path */
        public Builder mount(Consumer<HttpRoutes> module) {
            module.accept(routes);
            return this;
        }

        /** @param limit one for all event loops of the process; without, nobody is limited */
        public Builder limit(RateLimit limit) {
            this.limit = limit;
            return this;
        }

        public HttpApi build() {
            return new HttpApi(settings, tokens, limit, routes);
        }
    }

    /**
     * A router for the server of one event loop. It answers every request, unknown paths too; routes added to it later are never
     * reached.
     */
    public Router router(Vertx vertx) {
        var router = Router.router(vertx);
        router.route()
                .handler(routing -> new Conversation(routing.request(), this, vertx).begin())
                .failureHandler(this::refuseTarget);
        return router;
    }

    /**
     * For {@code HttpServer.invalidRequestHandler}: what the server could not read as HTTP is answered in the shape of all errors,
     * and its connection closed, because nobody knows where the next request begins.
     */
    public void refuseMalformed(HttpServerRequest request) {
        var cause = request.decoderResult().cause();
        var problem = cause instanceof TooLongHttpLineException
                ? Problem.of(414, "addressTooLong", "The address of the request is too long.")
                : cause instanceof TooLongHttpHeaderException
                        ? Problem.of(431, "headersTooLarge", "The headers of the request are too large.")
                        : Problem.of(400, "invalidRequest", "This is not an HTTP request.");
        writer.write(request, problem.toAnswer("/"), RequestId.of(request), "/");
        request.connection().close();
    }

    /** For requests that are refused before any route: {@code OPTIONS *}, a target that is no path. */
    private void refuseTarget(RoutingContext routing) {
        var request = routing.request();
        var problem = routing.statusCode() == 404
                ? Problem.of(404, "notFound", "There is nothing at this address.")
                : Problem.of(400, "invalidRequest", "The address of the request is not a path.");
        writer.write(request, problem.toAnswer(request.uri()), RequestId.of(request), "/");
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
