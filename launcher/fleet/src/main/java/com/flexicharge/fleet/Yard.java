package com.flexicharge.fleet;

import io.vertx.core.Future;
import io.vertx.core.http.WebSocketClientOptions;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** The chargers of one event loop. */
final class Yard extends Loop {
    private static final int MORE_THAN_A_FLEET_HAS = 100_000;

    private final FleetPlan plan;
    private final Door door;
    private final Clock clock;
    private final Neighbours neighbours;
    private final IntPredicate isMine;
    private final IntFunction<Dialect> dialects;
    private final List<SimulatedCharger> chargers = new ArrayList<>();

    /** @param isMine which numbers of the plan's chargers */
    Yard(
            FleetPlan plan,
            Door door,
            Clock clock,
            Neighbours neighbours,
            IntPredicate isMine,
            IntFunction<Dialect> dialects) {
        this.dialects = dialects;
        this.plan = plan;
        this.door = door;
        this.clock = clock;
        this.neighbours = neighbours;
        this.isMine = isMine;
    }

    @Override
    public Future<?> start() {
        var client = vertx.createWebSocketClient(new WebSocketClientOptions().setMaxConnections(MORE_THAN_A_FLEET_HAS));
        IntStream.rangeClosed(1, plan.chargers())
                .filter(isMine)
                .mapToObj(number -> new SimulatedCharger(
                        vertx,
                        client,
                        door,
                        dialects.apply(number),
                        plan,
                        number,
                        new Random(31 * plan.seed() + number),
                        clock,
                        neighbours))
                .forEach(chargers::add);
        chargers.forEach(SimulatedCharger::start);
        return Future.succeededFuture();
    }

    void each(Consumer<SimulatedCharger> what) {
        here(() -> chargers.forEach(what));
    }

    @Override
    void settle() {
        each(SimulatedCharger::settle);
    }

    @Override
    Future<List<String>> unsettled() {
        return ask(() -> chargers.stream()
                .filter(charger -> !charger.isSettled())
                .map(SimulatedCharger::toString)
                .toList());
    }

    Future<List<ChargerHistory>> histories() {
        return ask(() -> chargers.stream().map(SimulatedCharger::history).toList());
    }
}
