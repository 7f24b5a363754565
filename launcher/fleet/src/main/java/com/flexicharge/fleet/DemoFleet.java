package com.flexicharge.fleet;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocketClientOptions;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Chargers to look at and play with: real sockets, both dialects, charging curves as batteries have them. On one event loop. */
public final class DemoFleet {
    /** As a large one lives; a small one reads twice as often. */
    private static final Tempo EASY =
            new Tempo(Duration.ofSeconds(75), Duration.ofSeconds(10), 1, Duration.ofSeconds(20), Duration.ofSeconds(8));

    private static final Tempo LIVELY =
            new Tempo(Duration.ofSeconds(45), Duration.ofSeconds(5), 1, Duration.ofSeconds(20), Duration.ofSeconds(5));

    private static final int SMALL = 100;
    private static final Duration LONGEST_GOODBYE = Duration.ofSeconds(3);
    private static final Duration LOOK = Duration.ofMillis(50);

    private final Vertx vertx;
    private final Yard yard;

    private DemoFleet(Vertx vertx, Yard yard) {
        this.vertx = vertx;
        this.yard = yard;
    }

    /**
     * They come to that door, which must know their serials.
     *
     * @param seed the same one makes the same cars come
     */
    public static DemoFleet of(Vertx vertx, Door door, List<DemoStand> stands, long seed, Clock clock) {
        return new DemoFleet(vertx, new Yard(door, List.copyOf(stands), seed, clock));
    }

    /** It does not wait until they are connected. */
    public Future<Void> start() {
        return vertx.deployVerticle(yard).mapEmpty();
    }

    /** Charges end and tell their meters, as far as that takes no longer than three seconds. */
    public Future<Void> close() {
        return vertx.undeploy(yard.deploymentID());
    }

    private static final class Yard extends VerticleBase {
        private final Door door;
        private final List<DemoStand> stands;
        private final long seed;
        private final Clock clock;
        private final List<DemoCharger> chargers = new ArrayList<>();

        Yard(Door door, List<DemoStand> stands, long seed, Clock clock) {
            this.door = door;
            this.stands = stands;
            this.seed = seed;
            this.clock = clock;
        }

        @Override
        public Future<?> start() {
            var client = vertx.createWebSocketClient(new WebSocketClientOptions().setMaxConnections(2 * stands.size()));
            var tempo = stands.size() <= SMALL ? LIVELY : EASY;
            stands.forEach(stand -> chargers.add(new DemoCharger(
                    vertx,
                    client,
                    door,
                    stand,
                    tempo,
                    new Random(31 * seed + stand.serial().hashCode()),
                    clock)));
            chargers.forEach(DemoCharger::start);
            return Future.succeededFuture();
        }

        @Override
        public Future<?> stop() {
            chargers.forEach(DemoCharger::close);
            Promise<Void> gone = Promise.promise();
            var deadline = vertx.setTimer(LONGEST_GOODBYE.toMillis(), late -> gone.tryComplete());
            var looking = vertx.setPeriodic(LOOK.toMillis(), look -> {
                if (chargers.stream().allMatch(DemoCharger::isSettled)) {
                    gone.tryComplete();
                }
            });
            return gone.future().onComplete(over -> {
                vertx.cancelTimer(deadline);
                vertx.cancelTimer(looking);
            });
        }
    }
}
