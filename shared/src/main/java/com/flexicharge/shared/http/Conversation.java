package com.flexicharge.shared.http;

import com.flexicharge.shared.contract.Refusal;
import com.flexicharge.shared.log.CurrentRequest;
import com.flexicharge.shared.trace.Span;
import com.flexicharge.shared.trace.Traces;
import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One request from its head to its answer, of which there is exactly one. Lives on the event loop of its connection. */
final class Conversation {
    private static final Logger LOG = LoggerFactory.getLogger(HttpApi.class);

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,10}");

    /** How long a client may go on sending a body nobody reads, before its connection is closed. */
    private static final Duration LINGER = Duration.ofSeconds(5);

    /** RFC 9113 §8.1: the answer is whole, the rest of the request is not wanted. */
    private static final long NO_ERROR = 0;

    private final HttpServerRequest request;
    private final HttpApi api;
    private final Vertx vertx;
    private final Context context;
    private final String requestId;
    private String primaryPath = "/";
    private Optional<Long> deadline = Optional.empty();
    private Span span = Span.NONE;
    private boolean answered;

    Conversation(HttpServerRequest request, HttpApi api, Vertx vertx) {
        this.request = request;
        this.api = api;
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
        this.requestId = RequestId.of(request);
    }

    void begin() {
        CurrentRequest.begin(requestId);
        request.pause(); // Not a byte of the body is taken before the caller is known.
        if (isAmbiguous()) {
            api.refuseMalformed(request);
            return;
        }
        serve().onComplete(outcome -> onOurEventLoop(() -> end(outcome)));
    }

    /** A coding we do not know, over which a proxy in front may disagree with us about where this request ends. */
    private boolean isAmbiguous() {
        return request.headers().getAll("transfer-encoding").stream()
                .anyMatch(coding -> !coding.equalsIgnoreCase("chunked"));
    }

    private Future<HttpAnswer> serve() {
        try {
            return request.method().equals(HttpMethod.OPTIONS)
                    ? Future.succeededFuture(api.cors().preflight())
                    : serve(match());
        } catch (RuntimeException e) {
            return Future.failedFuture(e);
        }
    }

    private RouteTable.Match match() {
        try {
            return api.routes().find(request.method(), request.path());
        } catch (Refusal | Problem.Failure nothingThere) {
            api.admission().countStranger(request);
            throw nothingThere;
        }
    }

    private Future<HttpAnswer> serve(RouteTable.Match match) {
        var route = match.route();
        primaryPath = match.primaryPath();
        request.routed(route.path());
        trace(match);
        startDeadline(route.options().deadline().orElse(api.settings().deadline()));
        return api.admission()
                .admit(request, route)
                .compose(caller -> BodyReader.read(request, api.settings().maxBodyBytes())
                        .map(body -> new HttpExchange(
                                request,
                                match.values(),
                                caller,
                                body,
                                requestId,
                                ClientAddress.of(request, api.settings().trustProxy()))))
                .compose(exchange -> Objects.requireNonNull(route.handler().handle(exchange), route.path()));
    }

    /** Whoever looks after the server's health does so all the time. The query is left out: it may hold a token. */
    private void trace(RouteTable.Match match) {
        var traces = Traces.of(vertx);
        var route = match.route();
        if (!traces.isOn() || route.options().unlimited()) {
            return;
        }
        // What a stranger says of a trace is linked, not followed: it would decide what is kept.
        span = traces.asked(route.method() + " " + route.path())
                .with("http.request.method", route.method().name())
                .with("http.route", route.path())
                .with("url.path", withNumbers(route.path(), match.values()))
                .with("flexicharge.request.id", requestId)
                .link(traces.told(request.headers()))
                .begin();
    }

    /** The route with the ids that are numbers; names may be those of people, or open doors as id tags do. */
    private static String withNumbers(String route, Map<String, String> values) {
        var path = route;
        for (var value : values.entrySet()) {
            if (NUMBER.matcher(value.getValue()).matches()) {
                path = path.replace("{" + value.getKey() + "}", value.getValue());
            }
        }
        return path;
    }

    private void startDeadline(Duration longest) {
        deadline = Optional.of(vertx.setTimer(
                longest.toMillis(), timer -> end(Future.failedFuture(Problem.REQUEST_TIMEOUT.asFailure()))));
    }

    private void onOurEventLoop(Runnable step) {
        if (Vertx.currentContext() == context) {
            step.run();
        } else {
            context.runOnContext(now -> step.run());
        }
    }

    private void end(AsyncResult<HttpAnswer> outcome) {
        if (outcome.failed() && Problem.isDefect(outcome.cause())) {
            log(outcome.cause());
        }
        if (answered) {
            return; // The deadline was faster.
        }
        answered = true;
        deadline.ifPresent(vertx::cancelTimer);
        if (!request.response().closed()) {
            write(outcome);
            passOverRestOfBody();
        } else {
            span.failed("clientGone");
        }
        span.leave(context);
    }

    private void write(AsyncResult<HttpAnswer> outcome) {
        try {
            send(outcome.succeeded() ? outcome.result() : problem(outcome.cause()));
        } catch (RuntimeException e) {
            log(e);
            send(problem(e));
        }
    }

    private void send(HttpAnswer answer) {
        span.with("http.response.status_code", answer.status());
        if (answer.status() >= 500) {
            span.failed(Integer.toString(answer.status()));
        }
        api.writer().write(request, answer, requestId, primaryPath);
    }

    private HttpAnswer problem(Throwable failure) {
        return Problem.of(failure, requestId).toAnswer(request.path());
    }

    private void log(Throwable defect) {
        LOG.error("Request {} ({} {}) failed", requestId, request.method(), request.path(), defect);
    }

    /**
     * A client that is still sending reads its answer only when it is done, so the rest is let through unread; closing at once
     * would make it lose the answer. HTTP/2 can end one request without the others of its connection.
     */
    private void passOverRestOfBody() {
        if (request.isEnded()) {
            return;
        }
        if (request.version() == HttpVersion.HTTP_2) {
            request.response().reset(NO_ERROR);
            return;
        }
        request.handler(unread -> {}).endHandler(null).exceptionHandler(null).resume();
        if (!request.isEnded()) {
            vertx.setTimer(LINGER.toMillis(), timer -> closeUnlessEnded());
        }
    }

    private void closeUnlessEnded() {
        if (!request.isEnded()) {
            request.connection().close();
        }
    }
}
