package com.flexicharge.fleet;

import io.vertx.core.Future;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Those who use HTTP while a fleet charges. */
final class Office extends Loop {
    private final FleetPlan plan;
    private final Door http;
    private final String adminToken;
    private final String strangersToken;
    private final Neighbours neighbours;
    private @Nullable Operators operators;
    private @Nullable Stranger stranger;

    Office(FleetPlan plan, Door http, String adminToken, String strangersToken, Neighbours neighbours) {
        this.plan = plan;
        this.http = http;
        this.adminToken = adminToken;
        this.strangersToken = strangersToken;
        this.neighbours = neighbours;
    }

    @Override
    public Future<?> start() {
        var client = vertx.createHttpClient();
        var random = new Random(plan.seed());
        operators = new Operators(vertx, new HttpUser(client, http, adminToken), plan, random);
        stranger = new Stranger(vertx, new HttpUser(client, http, strangersToken), neighbours, random);
        operators.start();
        stranger.start();
        return Future.succeededFuture();
    }

    @Override
    void settle() {
        here(() -> {
            operators().settle();
            stranger().settle();
        });
    }

    @Override
    Future<List<String>> unsettled() {
        return ask(() -> operators().unsettled());
    }

    Future<Deeds> deeds() {
        return ask(() -> new Deeds(
                operators().orders(),
                stranger().refusals(),
                Stream.concat(operators().violations().stream(), stranger().violations().stream())
                        .toList()));
    }

    private Operators operators() {
        return Objects.requireNonNull(operators, "the fleet has started");
    }

    private Stranger stranger() {
        return Objects.requireNonNull(stranger, "the fleet has started");
    }
}
