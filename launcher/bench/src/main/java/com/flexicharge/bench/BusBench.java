package com.flexicharge.bench;

import com.flexicharge.shared.bus.Bus;
import com.flexicharge.shared.contract.transaction.ChargerSessions;
import com.flexicharge.shared.contract.transaction.IdTagInfo;
import com.flexicharge.shared.contract.transaction.TransactionEndpoints;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** One question over the bus and its answer inside one process: records are handed over and not encoded. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
@SuppressWarnings("NullAway.Init")
public class BusBench {
    private static final int TIMES = 1_000;
    private static final ChargerSessions.Authorize QUESTION = new ChargerSessions.Authorize("04A1B2C3D4E5F6");
    private static final IdTagInfo ANSWER = new IdTagInfo(IdTagInfo.Status.ACCEPTED, null, null);

    /** Questions under way together: alone each wakes a sleeping event loop twice. */
    @Param({"1", "100"})
    public int atATime;

    private Vertx vertx;
    private Bus bus;
    private Context asking;

    @Setup
    public void open() {
        vertx = Vertx.vertx();
        bus = Bus.of(vertx);
        asking = ((VertxInternal) vertx).createEventLoopContext();
        var answering = ((VertxInternal) vertx).createEventLoopContext();
        CompletableFuture<Void> ready = new CompletableFuture<>();
        answering.runOnContext(now -> {
            bus.answer(TransactionEndpoints.AUTHORIZE, asked -> Future.succeededFuture(ANSWER));
            ready.complete(null);
        });
        ready.join();
    }

    @TearDown
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    /** From one event loop to another and back. */
    @Benchmark
    @OperationsPerInvocation(TIMES)
    public void ask() {
        Flight.fly(asking, TIMES, atATime, () -> bus.ask(TransactionEndpoints.AUTHORIZE, QUESTION));
    }
}
