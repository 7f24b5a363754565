package com.flexicharge.shared.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.flexicharge.shared.contract.Reason;
import com.flexicharge.shared.contract.Refusal;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BusTest {
    record Question(String text, @Nullable Instant at, List<Integer> numbers) {}

    record Reply(Question question) {}

    private static final Endpoint<Question, Reply> ASK = Endpoint.of("test.ask", Question.class, Reply.class);
    private static final Question QUESTION =
            new Question("how much", Instant.parse("2026-01-02T03:04:05.678Z"), List.of(1, 2));

    private final Vertx vertx = Vertx.vertx();
    private final Bus bus = Bus.of(vertx);

    @AfterEach
    void close() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(5, TimeUnit.SECONDS);
    }

    @Test
    void insideOneProcessTheVeryRecordIsHandedOver() throws Exception {
        bus.answer(ASK, question -> Future.succeededFuture(new Reply(question)));

        assertThat(get(bus.ask(ASK, QUESTION)).question()).isSameAs(QUESTION);
    }

    @Test
    void aRefusalArrivesWithItsReasonCodeAndFaults() {
        bus.answer(
                ASK,
                question -> Future.failedFuture(Refusal.invalid(
                        "Two faults.", List.of(new Refusal.Fault("/a", "x"), new Refusal.Fault("/b", "y")))));

        var refusal = refusalOf(bus.ask(ASK, QUESTION));
        assertThat(refusal.reason()).isEqualTo(Reason.INVALID);
        assertThat(refusal.code()).isEqualTo("x");
        assertThat(refusal.getMessage()).isEqualTo("Two faults.");
        assertThat(refusal.faults()).hasSize(2);
    }

    @Test
    void aDefectArrivesAsInternalAndTellsNothingOfItself() {
        bus.answer(ASK, question -> {
            throw new IllegalStateException("secret detail");
        });

        var refusal = refusalOf(bus.ask(ASK, QUESTION));
        assertThat(refusal.reason()).isEqualTo(Reason.INTERNAL);
        assertThat(refusal.getMessage()).doesNotContain("secret");
    }

    @Test
    void whoIsNotThereIsUnavailable() {
        assertThat(refusalOf(bus.ask(ASK, QUESTION)).reason()).isEqualTo(Reason.UNAVAILABLE);
    }

    @Test
    void whoStaysSilentTimesOut() {
        bus.answer(ASK, question -> Promise.<Reply>promise().future());

        assertThat(refusalOf(bus.ask(ASK.within(Duration.ofMillis(20)), QUESTION))
                        .reason())
                .isEqualTo(Reason.TIMED_OUT);
    }

    @Test
    void oneListenerThatFailsKeepsNoOtherFromHearing() {
        var topic = new Topic<>("test.topic", Question.class);
        var heard = new CopyOnWriteArrayList<Question>();
        bus.listen(topic, question -> {
            throw new IllegalStateException("broken listener");
        });
        bus.listen(topic, heard::add);

        bus.tell(topic, QUESTION);

        await().untilAsserted(() -> assertThat(heard).containsExactly(QUESTION));
    }

    @Test
    void betweenProcessesARequestAndItsAnswerSurviveTheWire() {
        assertThat(overTheWire(QUESTION)).isEqualTo(QUESTION);
        assertThat(overTheWire(new Answer.Given(new Reply(QUESTION)))).isEqualTo(new Answer.Given(new Reply(QUESTION)));
        var refused = new Answer.Refused(
                Reason.CONFLICT, "taken", "Taken.", List.of(new Refusal.Fault("/a", "x")), Duration.ofSeconds(7));
        assertThat(overTheWire(refused)).isEqualTo(refused);
    }

    private static Object overTheWire(Object message) {
        var codec = new RecordCodec();
        var buffer = Buffer.buffer("before");
        int start = buffer.length();
        codec.encodeToWire(buffer, message);
        return codec.decodeFromWire(start, buffer);
    }

    private static <T> T get(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(5, TimeUnit.SECONDS);
    }

    private static Refusal refusalOf(Future<?> future) {
        await().until(future::isComplete);
        assertThat(future.cause()).isInstanceOf(Refusal.class);
        return (Refusal) future.cause();
    }
}
