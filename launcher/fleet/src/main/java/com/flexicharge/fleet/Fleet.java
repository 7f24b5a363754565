package com.flexicharge.fleet;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Simulated chargers on a few event loops. Each connects, charges again and again, comes back when its socket is lost, and sends what is about
 * money until it is acknowledged.
 */
public final class Fleet {
    private static final int LOOPS = 2;
    static final int EVERY_FOURTH = 4;
    private static final Duration LOOK = Duration.ofMillis(20);

    private final FleetPlan plan;
    private final Vertx vertx;
    private final Clock clock;
    private final List<Yard> yards = new ArrayList<>();
    private final List<String> deployments = new CopyOnWriteArrayList<>();
    private final Neighbours neighbours = new Neighbours();
    private @Nullable Office office;

    private Fleet(Vertx vertx, FleetPlan plan, Clock clock) {
        this.vertx = vertx;
        this.plan = plan;
        this.clock = clock;
    }

    /** The plan's chargers, at that door; the central system must know their serials or take unknown ones in. */
    public static Fleet of(Vertx vertx, FleetPlan plan, Door door, Clock clock) {
        var fleet = new Fleet(vertx, plan, clock);
        IntStream.range(0, LOOPS)
                .mapToObj(loop ->
                        new Yard(plan, door, clock, fleet.neighbours, number -> number % LOOPS == loop, fleet::dialect))
                .forEach(fleet.yards::add);
        return fleet;
    }

    /** FlexiCharge chargers must be registered before they come, which the operators do. */
    private Dialect dialect(int number) {
        return office != null && number % EVERY_FOURTH == 0 ? Dialect.FLEXICHARGE : Dialect.STRICT;
    }

    /**
     * Before the start: there are also operators who order commands of these chargers over HTTP, and a stranger who
     * pries; and every fourth charger speaks FlexiCharge's dialect.
     *
     * @param adminToken     of a user who may order
     * @param strangersToken of a user who never charged
     */
    public Fleet usedAt(Door http, String adminToken, String strangersToken) {
        office = new Office(plan, http, adminToken, strangersToken, neighbours);
        return this;
    }

    /** They begin; it does not wait until they are connected. */
    public Future<Void> start() {
        return Future.all(everybody()
                        .map(some -> vertx.deployVerticle(some).onSuccess(deployments::add))
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
        everybody().forEach(Loop::settle);
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
        return gather(everybody().map(Loop::unsettled));
    }

    /** What was sent and heard until now; complete once the fleet has settled. */
    public Future<History> history() {
        var deeds = office == null ? Future.succeededFuture(Deeds.NONE) : office.deeds();
        return gather(yards.stream().map(Yard::histories))
                .compose(chargers -> deeds.map(done -> new History(plan, chargers, done)));
    }

    private Stream<Loop> everybody() {
        return Stream.concat(yards.stream(), Stream.ofNullable(office));
    }

    private static <T> Future<List<T>> gather(Stream<Future<List<T>>> parts) {
        return Future.all(parts.toList())
                .map(all -> all.<List<T>>list().stream().flatMap(List::stream).toList());
    }

    /** The chargers' sockets are closed, and nothing of them goes on. */
    public Future<Void> close() {
        return Future.all(deployments.stream().map(vertx::undeploy).toList()).mapEmpty();
    }
}
