package com.flexicharge.shared.db;

import static com.flexicharge.shared.db.Outcome.failure;
import static com.flexicharge.shared.db.Outcome.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class IntervalGathererTest {
    private static final Duration NEVER = Duration.ofHours(1);

    private final Vertx vertx = Vertx.vertx();
    private final List<List<Map.Entry<String, Integer>>> flushed = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        get(vertx.close());
    }

    @Test
    void ofEachKeyOnlyTheNewestIsWrittenOnceAnInterval() {
        var gatherer = IntervalGatherer.start(vertx, "beats", Duration.ofMillis(50), 100, this::record);
        gatherer.note("a", 1);
        gatherer.note("b", 1);
        gatherer.note("a", 2);

        await().until(() -> !flushed.isEmpty());
        assertThat(flushed).containsExactly(List.of(Map.entry("a", 2), Map.entry("b", 1)));
    }

    @Test
    void nothingNotedIsNothingWritten() {
        var gatherer = IntervalGatherer.start(vertx, "beats", NEVER, 100, this::record);

        get(gatherer.flushNow());
        assertThat(flushed).isEmpty();
    }

    @Test
    void aFailedFlushIsTriedAgainAndNewerValuesWin() {
        Promise<Void> broken = Promise.promise();
        var gatherer = IntervalGatherer.<String, Integer>start(
                vertx,
                "beats",
                NEVER,
                100,
                entries -> record(entries)
                        .compose(done -> flushed.size() == 1 ? broken.future() : Future.succeededFuture()));
        gatherer.note("a", 1);
        gatherer.note("b", 1);
        var first = gatherer.flushNow();
        gatherer.note("a", 2);
        broken.fail("database away");
        get(first);

        get(gatherer.flushNow());
        assertThat(flushed.get(1)).containsExactlyInAnyOrder(Map.entry("a", 2), Map.entry("b", 1));
    }

    @Test
    void atTheBoundItFlushesAtOnceAndWhileThatHangsNewKeysAreDroppedAndKnownOnesUpdated() {
        Promise<Void> hanging = Promise.promise();
        var gatherer = IntervalGatherer.<String, Integer>start(
                vertx,
                "beats",
                NEVER,
                2,
                entries -> record(entries)
                        .compose(done -> flushed.size() == 1 ? hanging.future() : Future.succeededFuture()));
        gatherer.note("a", 1);
        gatherer.note("b", 1);
        await().until(() -> flushed.size() == 1);

        gatherer.note("c", 1);
        gatherer.note("d", 1);
        gatherer.note("e", 1);
        gatherer.note("c", 2);
        hanging.complete();
        get(gatherer.flushNow());
        get(gatherer.flushNow());

        assertThat(flushed)
                .containsExactly(
                        List.of(Map.entry("a", 1), Map.entry("b", 1)), List.of(Map.entry("c", 2), Map.entry("d", 1)));
    }

    @Test
    void aFlushThatThrowsIsAFailedFlush() {
        var gatherer = IntervalGatherer.<String, Integer>start(vertx, "beats", NEVER, 100, entries -> {
            throw new IllegalStateException("a defect");
        });
        gatherer.note("a", 1);

        get(gatherer.flushNow());
        assertThat(failure(gatherer.close())).hasMessage("a defect");
    }

    @Test
    void closingWritesWhatIsLeft() {
        var gatherer = IntervalGatherer.start(vertx, "beats", NEVER, 100, this::record);
        gatherer.note("a", 1);

        get(gatherer.close());
        assertThat(flushed).containsExactly(List.of(Map.entry("a", 1)));
    }

    private Future<Void> record(List<Map.Entry<String, Integer>> entries) {
        flushed.add(entries);
        return Future.succeededFuture();
    }
}
