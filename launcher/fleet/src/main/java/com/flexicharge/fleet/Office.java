package com.flexicharge.fleet;

import io.vertx.core.Future;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Where a fleet's operators sit. */
final class Office extends Loop {
    private final FleetPlan plan;
    private final Door http;
    private final String adminToken;
    private @Nullable Operators operators;

    Office(FleetPlan plan, Door http, String adminToken) {
        this.plan = plan;
        this.http = http;
        this.adminToken = adminToken;
    }

    @Override
    public Future<?> start() {
        var seated = new Operators(vertx, vertx.createHttpClient(), http, adminToken, plan, new Random(plan.seed()));
        operators = seated;
        seated.start();
        return Future.succeededFuture();
    }

    @Override
    void settle() {
        here(() -> seated().settle());
    }

    @Override
    Future<List<String>> unsettled() {
        return ask(() -> seated().unsettled());
    }

    Future<Orders> orders() {
        return ask(() -> new Orders(seated().orders(), seated().violations()));
    }

    private Operators seated() {
        return Objects.requireNonNull(operators, "the fleet has started");
    }
}
