package com.flexicharge.ocpp.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.flexicharge.shared.contract.Reason;
import com.flexicharge.shared.contract.Refusal;
import com.flexicharge.testing.MutableClock;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AdmissionLineTest {
    private final Vertx vertx = Vertx.vertx();
    private final MutableClock clock = MutableClock.at("2026-01-02T03:04:05Z");
    private final AdmissionLine line = new AdmissionLine(vertx, clock);
    private final List<Promise<String>> begun = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private Future<String> arrive() {
        return line.pass(() -> {
            Promise<String> admission = Promise.promise();
            begun.add(admission);
            return admission.future();
        });
    }

    private List<Future<String>> aThousandAnd(int more) {
        return IntStream.range(0, AdmissionLine.AT_A_TIME + more)
                .mapToObj(charger -> arrive())
                .toList();
    }

    @Test
    void whoComesBehindAThousandBeginsWhenOneOfThemIsDoneHoweverThatWent() {
        var arrivals = aThousandAnd(3);
        assertThat(begun).hasSize(AdmissionLine.AT_A_TIME);

        begun.get(7).complete("in");
        begun.get(8).fail("unknown");

        await().until(() -> begun.size() == AdmissionLine.AT_A_TIME + 2);
        assertThat(arrivals.get(7).result()).isEqualTo("in");
        assertThat(arrivals.get(8).cause()).hasMessage("unknown");
        begun.get(AdmissionLine.AT_A_TIME).complete("in behind them");
        await().until(arrivals.get(AdmissionLine.AT_A_TIME)::succeeded);
        await().until(() -> begun.size() == AdmissionLine.AT_A_TIME + 3);
    }

    @Test
    void whoWaitedTooLongIsSentAwayAndTheNextTakesTheTurn() {
        var arrivals = aThousandAnd(2);
        clock.advance(AdmissionLine.LONGEST_WAIT.plus(Duration.ofSeconds(1)));
        var late = arrive();

        begun.get(0).complete("in");

        await().until(() -> begun.size() == AdmissionLine.AT_A_TIME + 1);
        await().until(arrivals.get(AdmissionLine.AT_A_TIME + 1)::failed);
        assertThat(arrivals.subList(AdmissionLine.AT_A_TIME, AdmissionLine.AT_A_TIME + 2))
                .allSatisfy(sentAway -> assertThat(sentAway.cause())
                        .isInstanceOfSatisfying(
                                Refusal.class,
                                refusal -> assertThat(refusal.reason()).isEqualTo(Reason.UNAVAILABLE)));
        begun.get(AdmissionLine.AT_A_TIME).complete("in at last");
        await().until(late::succeeded);
    }

    @Test
    void anAdmissionThatThrowsGivesItsPlaceBack() {
        var failed = IntStream.range(0, AdmissionLine.AT_A_TIME)
                .mapToObj(charger -> line.pass(() -> {
                    throw new IllegalStateException("broken");
                }))
                .toList();
        await().until(() -> failed.stream().allMatch(Future::failed));

        arrive();

        assertThat(begun).hasSize(1);
    }
}
