package com.flexicharge.fleet;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * Operators who order commands of chargers over HTTP, and ask again under the same idempotency key until they are told that it will be
 * done. On one event loop.
 */
final class Operators {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int AT_ONCE = 4;
    private static final Duration PAUSE = Duration.ofMillis(60);
    private static final Duration BEFORE_ANOTHER_TRY = Duration.ofMillis(300);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** Longer than any fault lasts: what waits for its charger is sent in the end. */
    private static final int TTL_SECONDS = 600;

    private record Answer(int status, JsonNode body) {}

    private final Vertx vertx;
    private final HttpClient client;
    private final Door http;
    private final String adminToken;
    private final FleetPlan plan;
    private final RandomGenerator random;
    private final List<Order> orders = new ArrayList<>();
    private final List<Violation> violations = new ArrayList<>();
    private boolean settling;

    Operators(Vertx vertx, HttpClient client, Door http, String adminToken, FleetPlan plan, RandomGenerator random) {
        this.vertx = vertx;
        this.client = client;
        this.http = http;
        this.adminToken = adminToken;
        this.plan = plan;
        this.random = random;
    }

    void start() {
        later(PAUSE, this::order);
    }

    void settle() {
        settling = true;
    }

    List<Order> orders() {
        return orders;
    }

    List<Violation> violations() {
        return violations;
    }

    /** Those that are not over. */
    List<String> unsettled() {
        return orders.stream()
                .filter(order -> !order.isOver())
                .map(Order::toString)
                .toList();
    }

    private void order() {
        if (settling) {
            return;
        }
        if (orders.stream().filter(order -> !order.isOver()).count() < AT_ONCE) {
            var order = new Order(
                    plan.serial(1 + random.nextInt(plan.chargers())),
                    UUID.randomUUID().toString());
            orders.add(order);
            ask(order);
        }
        later(PAUSE, this::order);
    }

    private void ask(Order order) {
        var path = "/chargers/serial/" + order.serial + "/operations/DataTransfer?wait=0&ttl=" + TTL_SECONDS;
        var body = "{\"vendorId\":\"Fleet\",\"data\":\"" + order.marker + "\"}";
        send(HttpMethod.POST, path, order.marker, body)
                .onSuccess(answer -> {
                    if (answer.status() / 100 == 2) {
                        order.commandID = answer.body().path("id").asText();
                        look(order, answer);
                    } else {
                        later(BEFORE_ANOTHER_TRY, () -> ask(order));
                    }
                })
                .onFailure(away -> later(BEFORE_ANOTHER_TRY, () -> ask(order)));
    }

    private void look(Order order, Answer answer) {
        order.state = answer.body().path("state").asText();
        if (!order.isOver()) {
            later(
                    BEFORE_ANOTHER_TRY,
                    () -> send(HttpMethod.GET, "/commands/" + order.commandID, order.marker, "")
                            .onSuccess(again -> {
                                if (again.status() == 200) {
                                    look(order, again);
                                } else if (again.status() == 404) {
                                    lost(order);
                                } else {
                                    look(order, answer);
                                }
                            })
                            .onFailure(away -> look(order, answer)));
        }
    }

    private void lost(Order order) {
        order.state = "failed";
        violations.add(new Violation(Violation.Promised.ACKNOWLEDGED_IS_STORED, "nobody knows any more of " + order));
    }

    private Future<Answer> send(HttpMethod method, String path, String key, String body) {
        var options = new RequestOptions()
                .setMethod(method)
                .setHost(http.host())
                .setPort(http.port())
                .setURI(path)
                .setTimeout(PATIENCE.toMillis())
                .putHeader("Authorization", "Bearer " + adminToken)
                .putHeader("Idempotency-Key", key)
                .putHeader("Content-Type", "application/json");
        return client.request(options)
                .compose(request -> body.isEmpty() ? request.send() : request.send(body))
                .compose(response ->
                        response.body().map(read -> new Answer(response.statusCode(), json(read.toString()))));
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            return JSON.getNodeFactory().missingNode();
        }
    }

    private void later(Duration about, Runnable what) {
        vertx.setTimer(Tempo.drawn(about, random), due -> what.run());
    }
}
