package com.flexicharge.ocpp.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LogBufferTest {
    private final Vertx vertx = Vertx.vertx();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final List<List<String>> written = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() throws Exception {
        get(vertx.close());
    }

    private static void get(Future<?> future) throws Exception {
        future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    private LogBuffer<String> buffer(int entries, int weight, Function<List<String>, Future<Void>> write) {
        return new LogBuffer<>("lines", new LogBuffer.Bounds(entries, weight), String::length, write, meters);
    }

    private Future<Void> write(List<String> lines) {
        written.add(lines);
        return Future.succeededFuture();
    }

    private void start(LogBuffer<String> buffer) {
        vertx.runOnContext(now -> buffer.start(vertx, Duration.ofMillis(20)));
    }

    private double dropped() {
        return meters.counter("ocpp.log.dropped", "what", "lines").count();
    }

    @Test
    void whatComesTogetherIsWrittenTogetherAndInOrder() {
        var buffer = buffer(10, 100, this::write);
        List.of("a", "b", "c").forEach(buffer::add);
        start(buffer);

        await().untilAsserted(() -> assertThat(written).containsExactly(List.of("a", "b", "c")));
    }

    @Test
    void aFullBatchIsAThousandAndDoesNotWaitForTheInterval() {
        var buffer = buffer(5_000, 50_000, this::write);
        IntStream.range(0, 2_500).forEach(i -> buffer.add("x"));
        start(buffer);

        await().untilAsserted(() -> assertThat(written.stream().map(List::size)).containsExactly(1_000, 1_000, 500));
    }

    @Test
    void whatFindsNoRoomIsDroppedAndCounted() {
        var byEntries = buffer(2, 100, this::write);
        List.of("a", "b", "c").forEach(byEntries::add);
        assertThat(dropped()).isEqualTo(1);

        var byWeight = buffer(100, 5, this::write);
        List.of("abc", "def", "gh").forEach(byWeight::add);
        assertThat(dropped()).isEqualTo(2);

        start(byWeight);
        await().untilAsserted(() -> assertThat(written).containsExactly(List.of("abc", "gh")));
    }

    @Test
    void oneBatchIsOnItsWayAtATime() {
        Promise<Void> slow = Promise.promise();
        var buffer = buffer(10, 100, lines -> {
            write(lines);
            return lines.contains("a") ? slow.future() : Future.succeededFuture();
        });
        buffer.add("a");
        start(buffer);
        await().until(() -> written.size() == 1);

        buffer.add("b");
        await().during(Duration.ofMillis(100)).until(() -> written.size() == 1);
        slow.complete();
        await().untilAsserted(() -> assertThat(written).containsExactly(List.of("a"), List.of("b")));
    }

    @Test
    void aBatchThatFailsIsTriedOnceMoreThenDropped() {
        var buffer = buffer(10, 100, lines -> {
            write(lines);
            return lines.contains("a") ? Future.failedFuture("no") : Future.succeededFuture();
        });
        buffer.add("a");
        start(buffer);
        await().until(() -> dropped() == 1);

        buffer.add("b");
        await().untilAsserted(() -> assertThat(written).containsExactly(List.of("a"), List.of("a"), List.of("b")));
    }

    @Test
    void atTheEndTheRestIsWritten() throws Exception {
        var buffer = buffer(5_000, 50_000, this::write);
        IntStream.range(0, 1_500).forEach(i -> buffer.add("x"));
        get(buffer.close());

        assertThat(written.stream().map(List::size)).containsExactly(1_000, 500);
    }

    @Test
    void atTheEndADatabaseThatIsAwayHoldsNobodyUp() throws Exception {
        var buffer = buffer(5_000, 50_000, lines -> Future.failedFuture("away"));
        IntStream.range(0, 4_500).forEach(i -> buffer.add("x"));
        get(buffer.close());

        assertThat(dropped()).isEqualTo(4_500);
    }
}
