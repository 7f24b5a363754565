package com.flexicharge.fleet;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Operators who order commands of chargers over HTTP, and ask again under the same idempotency key until they are told that it will be
 * done. On one event loop.
 */
final class Operators {
    private static final int AT_ONCE = 4;
    private static final Duration PAUSE = Duration.ofMillis(60);
    private static final Duration BEFORE_ANOTHER_TRY = Duration.ofMillis(300);

    /** Longer than any fault lasts: what waits for its charger is sent in the end. */
    private static final int TTL_SECONDS = 600;

    private final Vertx vertx;
    private final HttpUser http;
    private final FleetPlan plan;
    private final RandomGenerator random;
    private final List<Order> orders = new ArrayList<>();
    private final List<Violation> violations = new ArrayList<>();
    private boolean settling;

    Operators(Vertx vertx, HttpUser http, FleetPlan plan, RandomGenerator random) {
        this.vertx = vertx;
        this.http = http;
        this.plan = plan;
        this.random = random;
    }

    void start() {
        IntStream.rangeClosed(1, plan.chargers())
                .filter(number -> number % Fleet.EVERY_FOURTH == 0)
                .mapToObj(plan::serial)
                .forEach(this::register);
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

    private void register(String serial) {
        http.send(HttpMethod.PUT, "/chargers/serial/" + serial, serial, "{}")
                .map(answer -> answer.status() / 100 == 2)
                .otherwise(false)
                .onSuccess(done -> {
                    if (!done) {
                        later(BEFORE_ANOTHER_TRY, () -> register(serial));
                    }
                });
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
        http.send(HttpMethod.POST, path, order.marker, body)
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

    private void look(Order order, HttpUser.Answer answer) {
        order.state = answer.body().path("state").asText();
        if (!order.isOver()) {
            later(
                    BEFORE_ANOTHER_TRY,
                    () -> http.send(HttpMethod.GET, "/commands/" + order.commandID, order.marker, "")
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

    private void later(Duration about, Runnable what) {
        vertx.setTimer(Tempo.drawn(about, random), due -> what.run());
    }
}
