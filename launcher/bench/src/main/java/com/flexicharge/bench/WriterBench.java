package com.flexicharge.bench;

import com.flexicharge.shared.db.GatheringLimits;
import com.flexicharge.shared.db.GatheringWriter;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
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

/** What a gathered write costs beyond its statement, which costs nothing here: the line, the promise, the meters, its part in begin and commit. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
@SuppressWarnings("NullAway.Init")
public class WriterBench {
    private static final int TIMES = 2_000;

    /** Writes under way together; one alone pays for a whole transaction. */
    @Param({"1", "10", "100", "1000"})
    public int atATime;

    private BenchDatabase database;
    private GatheringWriter<Integer, Integer> writer;
    private int next;

    @Setup
    public void open() {
        database = new BenchDatabase("bench");
        writer = database.await(() -> Future.succeededFuture(GatheringWriter.keyed(
                database.database(),
                new PrometheusMeterRegistry(PrometheusConfig.DEFAULT),
                "bench",
                GatheringLimits.USUAL,
                item -> item,
                (connection, items) -> Future.succeededFuture(items))));
    }

    @TearDown
    public void close() {
        database.close();
    }

    @Benchmark
    @OperationsPerInvocation(TIMES)
    public void write() {
        Flight.fly(database.context(), TIMES, atATime, () -> writer.write(next++));
    }
}
