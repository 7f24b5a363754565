package com.flexicharge.shared.module;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RepeatedTest {
    private final Vertx vertx = Vertx.vertx();
    private final AtomicInteger turns = new AtomicInteger();

    @AfterEach
    void close() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @Test
    void aTurnThatThrowsOrFailsComesAgain() {
        Repeated.start(vertx, Duration.ofMillis(5), "Breaking", () -> {
            if (turns.incrementAndGet() == 1) {
                throw new IllegalStateException("broken");
            }
            return Future.failedFuture("broken again");
        });

        await().until(() -> turns.get() > 2);
    }

    @Test
    void aTurnThatIsStillRunningIsNotDoubled() {
        Promise<Void> through = Promise.promise();
        var clock = new AtomicInteger();
        Repeated.start(vertx, Duration.ofMillis(5), "Waiting", () -> {
            turns.incrementAndGet();
            return through.future();
        });
        vertx.setPeriodic(5, id -> clock.incrementAndGet());

        await().until(() -> clock.get() > 10);
        assertThat(turns).hasValue(1);

        through.complete();
        await().until(() -> turns.get() > 1);
    }
}
