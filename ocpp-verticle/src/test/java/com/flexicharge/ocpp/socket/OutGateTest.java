package com.flexicharge.ocpp.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.flexicharge.ocpp.OcppMeters;
import com.flexicharge.ocpp.dialect.Strict16;
import com.flexicharge.ocpp.message.ClearCache;
import com.flexicharge.shared.contract.Protocol;
import com.flexicharge.shared.contract.charger.Admission.Admitted;
import com.flexicharge.shared.contract.charger.Registration;
import com.flexicharge.shared.trace.Span;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The wait of {@code slowBoot}, shorter than it is. */
class OutGateTest {
    private static final Duration NEVER = Duration.ofHours(1);

    private final Vertx vertx = Vertx.vertx();
    private final Context loop = vertx.getOrCreateContext();
    private final List<OurCall> sent = new CopyOnWriteArrayList<>();
    private final Peer peer = new Peer(
            "CP1",
            Protocol.OCPP_16,
            "127.0.0.1",
            new Admitted(100_001, 1, Registration.ACCEPTED, false, Set.of(), 0, null));
    private final CallQueue calls = new CallQueue(
            vertx,
            Strict16::new,
            sent::add,
            () -> Future.succeededFuture(Optional.empty()),
            8,
            NEVER,
            new OcppMeters(new SimpleMeterRegistry()),
            new ChargerTraces(vertx, loop, Clock.systemUTC(), peer));

    @AfterEach
    void close() {
        vertx.close()
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
    }

    @Test
    void callsWaitUntilTheChargerHasComeToItself() {
        var gate = onLoop(() -> new OutGate(vertx, calls, peer, NEVER, Duration.ofMillis(300)));
        assertThat(onLoop(() -> gate.booted(Registration.ACCEPTED, true))).isTrue();
        onLoop(() -> calls.send(new ClearCache.Request(), 60_000, Span.NONE));
        assertThat(sent).isEmpty();

        await().untilAsserted(() -> assertThat(sent).hasSize(1));
    }

    @Test
    void aBootOnAnOpenSocketShutsTheLaneAgain() {
        var gate = onLoop(() -> new OutGate(vertx, calls, peer, NEVER, NEVER));
        assertThat(onLoop(() -> gate.booted(Registration.ACCEPTED, false))).isFalse();
        onLoop(() -> gate.booted(Registration.ACCEPTED, true));
        onLoop(() -> calls.send(new ClearCache.Request(), 60_000, Span.NONE));
        assertThat(sent).isEmpty();

        assertThat(onLoop(() -> gate.booted(Registration.ACCEPTED, false))).isFalse();
        assertThat(sent).hasSize(1);
    }

    @Test
    void aRejectedChargerIsNotOpenedByALateTimer() {
        var gate = onLoop(() -> new OutGate(vertx, calls, peer, NEVER, Duration.ofMillis(50)));
        onLoop(() -> gate.booted(Registration.ACCEPTED, true));
        onLoop(() -> gate.booted(Registration.REJECTED, true));
        var later = new CompletableFuture<Boolean>();
        vertx.setTimer(100, id -> later.complete(true));
        assertThat(later.orTimeout(10, TimeUnit.SECONDS).join()).isTrue();

        assertThat(onLoop(() -> calls.send(new ClearCache.Request(), 60_000, Span.NONE))
                        .failed())
                .isTrue();
        assertThat(sent).isEmpty();
    }

    private <T> T onLoop(Supplier<T> work) {
        var done = new CompletableFuture<T>();
        loop.runOnContext(now -> done.complete(work.get()));
        return done.orTimeout(10, TimeUnit.SECONDS).join();
    }
}
