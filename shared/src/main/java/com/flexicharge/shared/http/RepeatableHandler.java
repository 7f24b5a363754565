package com.flexicharge.shared.http;

import com.flexicharge.shared.contract.Reason;
import com.flexicharge.shared.contract.Refusal;
import com.flexicharge.shared.db.IdempotencyRepository;
import com.flexicharge.shared.db.IdempotencyRepository.Given;
import com.flexicharge.shared.db.IdempotencyRepository.Use;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A route that keeps its answers under the keys of its callers. The key is taken before the work begins and the answer kept before it
 * goes out; what may well pass the next time (5xx, 429) is not kept. A process that dies in between leaves the key taken, and two
 * minutes later the same request does the work again: so the work itself must bear that, as all of ours does through unique keys.
 */
final class RepeatableHandler implements RouteHandler {
    private static final Logger LOG = LoggerFactory.getLogger(RepeatableHandler.class);

    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,64}");

    /** Far more than any answer to a POST has; a larger one is not kept, and its key free again. */
    private static final int MOST_BYTES = 256 * 1024;

    private final String route;
    private final RouteHandler handler;
    private final IdempotencyRepository answers;
    private final Clock clock;

    RepeatableHandler(String route, RouteHandler handler, IdempotencyRepository answers, Clock clock) {
        this.route = route;
        this.handler = handler;
        this.answers = answers;
        this.clock = clock;
    }

    @Override
    public Future<HttpAnswer> handle(HttpExchange exchange) {
        var key = key(exchange);
        return key.isEmpty() ? handler.handle(exchange) : handle(exchange, key.get());
    }

    private Future<HttpAnswer> handle(HttpExchange exchange, String key) {
        var use = new Use(exchange.caller().userID(), key, exchange.fingerprint(route), clock.instant());
        return answers.claim(use).compose(found -> switch (found.standing()) {
            case OURS -> first(exchange, use);
            case ANSWERED -> Future.succeededFuture(again(found.answer().orElseThrow()));
            case UNDER_WAY -> Future.failedFuture(Problem.KEY_UNDER_WAY.asFailure());
            case OTHER ->
                Future.failedFuture(Refusal.of(
                        Reason.CONFLICT,
                        "idempotencyKeyReused",
                        "This Idempotency-Key stands for another request: take a new one."));
        });
    }

    private Future<HttpAnswer> first(HttpExchange exchange, Use use) {
        return Future.succeededFuture(exchange).compose(handler::handle).transform(outcome -> {
            var answer = outcome.succeeded() ? outcome.result() : exchange.problem(outcome.cause());
            return settle(use, answer).transform(settled -> afterSettling(settled, outcome));
        });
    }

    private Future<Void> settle(Use use, HttpAnswer answer) {
        return isLasting(answer)
                ? answers.keep(use, new Given(answer.status(), answer.headers(), answer.body()))
                : answers.release(use);
    }

    /** The work is done, whether or not its answer could be kept. */
    private Future<HttpAnswer> afterSettling(AsyncResult<Void> settled, AsyncResult<HttpAnswer> outcome) {
        if (settled.failed()) {
            LOG.warn(
                    "An answer of {} was not kept for a repetition: {}",
                    route,
                    settled.cause().getMessage());
        }
        return outcome.succeeded() ? Future.succeededFuture(outcome.result()) : Future.failedFuture(outcome.cause());
    }

    private static boolean isLasting(HttpAnswer answer) {
        return answer.status() < 500 && answer.status() != 429 && answer.body().length() <= MOST_BYTES;
    }

    private static HttpAnswer again(Given answer) {
        return new HttpAnswer(answer.status(), Map.copyOf(answer.headers()), answer.body(), Optional.empty());
    }

    private static Optional<String> key(HttpExchange exchange) {
        var key = exchange.header("idempotency-key");
        if (key.filter(text -> !KEY.matcher(text).matches()).isPresent()) {
            throw Refusal.invalid(
                    "The Idempotency-Key must be 1 to 64 printable characters.",
                    List.of(new Refusal.Fault("/header/Idempotency-Key", "invalidRequest")));
        }
        return key;
    }
}
