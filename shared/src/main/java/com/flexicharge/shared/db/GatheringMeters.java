package com.flexicharge.shared.db;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** What a {@link GatheringWriter} shows of itself, tagged with its name. */
final class GatheringMeters {
    /** A commit alone takes some 2 ms; a write that took two deadlines has failed. */
    private static final Duration[] LATENCIES = {
        Duration.ofMillis(2),
        Duration.ofMillis(5),
        Duration.ofMillis(10),
        Duration.ofMillis(25),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofMillis(2500),
        Duration.ofSeconds(5),
        Duration.ofSeconds(10)
    };

    private final MeterRegistry registry;
    private final String name;
    private final DistributionSummary batchSize;
    private final Timer latency;
    private final Counter refused;

    GatheringMeters(MeterRegistry registry, String name) {
        this.registry = registry;
        this.name = name;
        this.batchSize = DistributionSummary.builder("flexicharge.db.batch.size")
                .description("Items written in one transaction")
                .tag("writer", name)
                .serviceLevelObjectives(1, 2, 5, 10, 20, 50, 100, 200, 500)
                .register(registry);
        this.latency = Timer.builder("flexicharge.db.write")
                .description("From the write's arrival to its commit")
                .tag("writer", name)
                .serviceLevelObjectives(LATENCIES)
                .register(registry);
        this.refused = Counter.builder("flexicharge.db.write.refused")
                .description("Writes refused because too many were waiting")
                .tag("writer", name)
                .register(registry);
    }

    void watch(GatheringWriter<?, ?> writer) {
        Gauge.builder("flexicharge.db.write.waiting", writer, GatheringWriter::waiting)
                .description("Writes that wait for a batch")
                .tag("writer", name)
                .register(registry);
    }

    void batch(int items) {
        batchSize.record(items);
    }

    void written(long sinceNanos) {
        latency.record(System.nanoTime() - sinceNanos, TimeUnit.NANOSECONDS);
    }

    void refused() {
        refused.increment();
    }
}
