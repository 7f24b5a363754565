package com.flexicharge.shared.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.vertx.core.Vertx;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A receiver that takes a connection and never answers. */
class SilentReceiverTest {
    private final KeptSpans receiver = KeptSpans.silent();
    private final Traces traces = Traces.into(receiver, new TraceConfig(Optional.empty(), "test", 1), "here");
    private final Vertx vertx = traces.in(Vertx.builder()).build();

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    @Timeout(10)
    void whatFindsTheQueueFullIsDroppedAndNobodyWaits() {
        for (int i = 0; i < 100_000; i++) {
            traces.asked("request").end();
        }
        assertThat(receiver.spans()).hasSizeLessThan(10_000);
    }

    @Test
    void aStopWaitsForItThreeSecondsAtMost() {
        traces.asked("request").end();
        var stopped = traces.close(vertx).toCompletionStage().toCompletableFuture();

        // A send alone may take 5 s.
        assertThatCode(() -> stopped.get(4_500, TimeUnit.MILLISECONDS)).doesNotThrowAnyException();
        assertThat(receiver.spans()).hasSize(1);
    }
}
