package com.flexicharge.shared.trace;

import static org.assertj.core.api.Assertions.assertThat;

import com.flexicharge.shared.db.Database;
import com.flexicharge.shared.db.DatabaseSettings;
import com.flexicharge.shared.db.GatheringLimits;
import com.flexicharge.shared.db.GatheringWriter;
import com.flexicharge.testing.TestDatabase;
import com.flexicharge.testing.TestDatabaseExtension;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** One batch serves many requests. */
@ExtendWith(TestDatabaseExtension.class)
class TracedBatchTest {
    private final KeptSpans receiver = KeptSpans.answering();
    private final TestDatabase server;

    TracedBatchTest(TestDatabase server) {
        this.server = server;
    }

    @Test
    void theStatementsAreUnderOneRequestAndTheOthersAreLinkedToThem() {
        var traces = Traces.into(receiver, new TraceConfig(Optional.empty(), "test", 1), "here");
        var vertx = traces.in(Vertx.builder()).build();
        var settings = new DatabaseSettings(
                server.host(), server.port(), server.database(), server.user(), server.password(), "disable", 4);
        var database = Database.open(vertx, settings, "items");
        var writer = GatheringWriter.<String, String>of(
                database,
                new SimpleMeterRegistry(),
                "things",
                GatheringLimits.USUAL,
                (connection, items) -> connection
                        .preparedQuery("select $1::text")
                        .execute(Tuple.of("top secret"))
                        .map(done -> items));

        get(inOneTurn(
                vertx,
                shared -> Future.all(
                        request(traces, shared, writer, "first"),
                        request(traces, shared, writer, "second"),
                        request(traces, shared, writer, "third"))));
        get(traces.close(vertx));
        get(vertx.close());

        var batch = named("batch things");
        var statement = named("SELECT");
        assertThat(batch.getParentSpanId()).isEqualTo(write("first").getSpanId());
        assertThat(statement.getParentSpanId()).isEqualTo(batch.getSpanId());
        assertThat(linked(batch))
                .containsExactly(write("second").getSpanId(), write("third").getSpanId());
        assertThat(linked(write("second"))).containsExactly(batch.getSpanId());
        assertThat(linked(write("third"))).containsExactly(batch.getSpanId());
        assertThat(receiver.spans().toString()).contains("select $1::text").doesNotContain("top secret");
        assertThat(receiver.spans()).hasSize(8);
    }

    private static Future<String> request(
            Traces traces, Context shared, GatheringWriter<String, String> writer, String name) {
        var span = traces.asked(name);
        return span.until(span.around(shared, () -> writer.write(name)));
    }

    private static <T> Future<T> inOneTurn(Vertx vertx, Function<Context, Future<T>> work) {
        Promise<T> done = Promise.promise();
        var shared = vertx.getOrCreateContext();
        shared.runOnContext(turn -> work.apply(shared).onComplete(done));
        return done.future();
    }

    private SpanData named(String name) {
        assertThat(receiver.spans())
                .filteredOn(span -> span.getName().equals(name))
                .hasSize(1);
        return receiver.spans().stream()
                .filter(span -> span.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private SpanData write(String request) {
        var above = named(request).getSpanId();
        return receiver.spans().stream()
                .filter(span -> span.getName().equals("write things"))
                .filter(span -> span.getParentSpanId().equals(above))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> linked(SpanData span) {
        return span.getLinks().stream()
                .map(LinkData::getSpanContext)
                .map(SpanContext::getSpanId)
                .toList();
    }

    private static <T> T get(Future<T> future) {
        return future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
    }
}
