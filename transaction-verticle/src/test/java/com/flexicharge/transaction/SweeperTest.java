package com.flexicharge.transaction;

import static org.awaitility.Awaitility.await;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SweeperTest {
    @Test
    void aSweepThatBreaksComesAgain() {
        var vertx = Vertx.vertx();
        try {
            var calls = new AtomicInteger();
            new Sweeper(vertx).every(Duration.ofMillis(5), () -> {
                if (calls.incrementAndGet() == 1) {
                    throw new IllegalStateException("broken");
                }
                return Future.succeededFuture();
            });

            await().until(() -> calls.get() > 1);
        } finally {
            Awaiting.done(vertx.close());
        }
    }
}
