package com.flexicharge.livemetrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LanesTest {
    private static final List<Integer> MANY =
            IntStream.range(0, 100_000).boxed().toList();

    @Test
    void oneLaneGetsThroughHoweverManyThereAre() {
        var vertx = Vertx.vertx();
        var done = new AtomicInteger();

        var all = onEventLoop(
                vertx,
                () -> Lanes.each(MANY, 1, item -> {
                    done.incrementAndGet();
                    return later(vertx);
                }));

        RunningModule.await(all.map(true));
        assertThat(done).hasValue(MANY.size());
        RunningModule.await(vertx.close().map(true));
    }

    @Test
    void whatIsDoneAtOnceGetsThroughToo() {
        var done = new AtomicInteger();

        var all = Lanes.each(MANY, 2, item -> {
            done.incrementAndGet();
            return Future.succeededFuture();
        });

        assertThat(all.succeeded()).isTrue();
        assertThat(done).hasValue(MANY.size());
    }

    @Test
    void soManyAreUnderWayAtATimeAndTheLastOneEndsIt() {
        var underWay = new CopyOnWriteArrayList<Promise<Void>>();

        var all = Lanes.each(List.of(1, 2, 3), 2, item -> {
            Promise<Void> work = Promise.promise();
            underWay.add(work);
            return work.future();
        });

        assertThat(underWay).hasSize(2);
        underWay.get(0).complete();
        assertThat(underWay).hasSize(3);
        new ArrayList<>(underWay.subList(1, 3)).forEach(Promise::complete);
        assertThat(all.succeeded()).isTrue();
    }

    @Test
    void whatFailsKeepsNobodyElseFromItsTurn() {
        var done = new AtomicInteger();

        var all = Lanes.each(List.of(1, 2, 3), 1, item -> {
            done.incrementAndGet();
            return item == 1 ? Future.failedFuture("not now") : Future.succeededFuture();
        });

        assertThat(all.succeeded()).isTrue();
        assertThat(done).hasValue(3);
    }

    private static Future<Void> later(Vertx vertx) {
        Promise<Void> turn = Promise.promise();
        vertx.getOrCreateContext().runOnContext(next -> turn.complete());
        return turn.future();
    }

    private static Future<Void> onEventLoop(Vertx vertx, java.util.function.Supplier<Future<Void>> work) {
        Promise<Void> done = Promise.promise();
        vertx.getOrCreateContext().runOnContext(turn -> work.get().onComplete(done));
        return done.future();
    }
}
