package com.flexicharge.fleet;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Simulated chargers on a few event loops. Each connects, charges again and again, comes back when its socket is lost, and sends what is about
 * money until it is acknowledged.
 */
public final class Fleet {
    private static final int LOOPS = 2;
    private static final Duration LOOK = Duration.ofMillis(20);

    private final FleetPlan plan;
    private final Vertx vertx;
    private final Clock clock;
    private final List<Yard> yards = new ArrayList<>();
    private final List<String> deployments = new ArrayList<>();

    private Fleet(Vertx vertx, FleetPlan plan, Clock clock) {
        this.vertx = vertx;
        this.plan = plan;
        this.clock = clock;
    }

    /** The plan's chargers, at that door; the central system must know their serials or take unknown ones in. */
    public static Fleet of(Vertx vertx, FleetPlan plan, Door door, Clock clock) {
        var fleet = new Fleet(vertx, plan, clock);
        var neighbours = new Neighbours();
        IntStream.range(0, LOOPS).forEach(loop -> fleet.yards.add(new Yard(plan, door, clock, neighbours, loop)));
        return fleet;
    }

    /** They begin; it does not wait until they are connected. */
    public Future<Void> start() {
        return Future.all(yards.stream()
                        .map(yard -> vertx.deployVerticle(yard).onSuccess(deployments::add))
                        .toList())
                .mapEmpty();
    }

    public void disturb(Disturbance disturbance) {
        yards.forEach(yard -> yard.each(charger -> charger.disturb(disturbance)));
    }

    /**
     * No charge begins any more. Succeeds when all that was measured is acknowledged and each charger is connected; fails after
     * {@code patience}, and says what is left.
     */
    public Future<Void> settle(Duration patience) {
        yards.forEach(yard -> yard.each(StrictCharger::settle));
        Promise<Void> settled = Promise.promise();
        look(clock.instant().plus(patience), settled);
        return settled.future();
    }

    private void look(Instant deadline, Promise<Void> settled) {
        unsettled().onComplete(found -> {
            if (found.failed()) {
                settled.fail(found.cause());
            } else if (found.result().isEmpty()) {
                settled.complete();
            } else if (clock.instant().isAfter(deadline)) {
                settled.fail(found.result().size() + " chargers did not settle: "
                        + String.join(
                                "; ",
                                found.result()
                                        .subList(0, Math.min(5, found.result().size()))));
            } else {
                vertx.setTimer(LOOK.toMillis(), due -> look(deadline, settled));
            }
        });
    }

    private Future<List<String>> unsettled() {
        return gather(yard -> yard.chargers.stream()
                .filter(charger -> !charger.isSettled())
                .map(StrictCharger::toString)
                .toList());
    }

    /** What was sent and heard until now; complete once the fleet has settled. */
    public Future<History> history() {
        return gather(yard -> yard.chargers.stream().map(StrictCharger::history).toList())
                .map(chargers -> new History(plan, chargers));
    }

    private <T> Future<List<T>> gather(Function<Yard, List<T>> look) {
        return Future.all(yards.stream().map(yard -> yard.ask(look)).toList())
                .map(all -> all.<List<T>>list().stream().flatMap(List::stream).collect(Collectors.toList()));
    }

    /** The chargers' sockets are closed, and nothing of them goes on. */
    public Future<Void> close() {
        return Future.all(deployments.stream().map(vertx::undeploy).toList()).mapEmpty();
    }

    /** The chargers of one event loop. */
    private static final class Yard extends VerticleBase {
        private final FleetPlan plan;
        private final Door door;
        private final Clock clock;
        private final Neighbours neighbours;
        private final int loop;
        private final List<StrictCharger> chargers = new ArrayList<>();

        Yard(FleetPlan plan, Door door, Clock clock, Neighbours neighbours, int loop) {
            this.plan = plan;
            this.door = door;
            this.clock = clock;
            this.neighbours = neighbours;
            this.loop = loop;
        }

        @Override
        public Future<?> start() {
            var options =
                    new WebSocketClientOptions().setMaxConnections(100_000).setMaxFrameSize(1 << 20);
            WebSocketClient client = vertx.createWebSocketClient(options);
            IntStream.rangeClosed(1, plan.chargers())
                    .filter(number -> number % LOOPS == loop)
                    .forEach(number -> chargers.add(new StrictCharger(
                            vertx,
                            client,
                            door,
                            plan,
                            number,
                            new Random(31 * plan.seed() + number),
                            clock,
                            neighbours)));
            chargers.forEach(StrictCharger::start);
            return Future.succeededFuture();
        }

        void each(Consumer<StrictCharger> what) {
            context().runOnContext(here -> chargers.forEach(what));
        }

        <T> Future<T> ask(Function<Yard, T> question) {
            Promise<T> answer = Promise.promise();
            context().runOnContext(here -> answer.complete(question.apply(this)));
            return answer.future();
        }

        private Context context() {
            return context;
        }
    }
}
