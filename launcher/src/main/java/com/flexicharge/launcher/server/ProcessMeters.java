package com.flexicharge.launcher.server;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** How the process itself does: its memory and processor, whether its event loops keep up, and whether its databases answer. */
public final class ProcessMeters implements AutoCloseable {
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(10);
    private static final Duration BETWEEN_TICKS = Duration.ofMillis(500);

    private final Vertx vertx;
    private final Readiness readiness;
    private final MeterRegistry meters;
    private final JvmGcMetrics pauses = new JvmGcMetrics();
    private volatile Map<String, String> checks = Map.of();

    public ProcessMeters(Vertx vertx, Readiness readiness, MeterRegistry meters) {
        this.vertx = vertx;
        this.readiness = readiness;
        this.meters = meters;
        new JvmMemoryMetrics().bindTo(meters);
        new JvmThreadMetrics().bindTo(meters);
        new ProcessorMetrics().bindTo(meters);
        new UptimeMetrics().bindTo(meters);
        new FileDescriptorMetrics().bindTo(meters);
        pauses.bindTo(meters);
    }

    /** @param module that has a database */
    public void watch(String module) {
        Gauge.builder("flexicharge.database.up", this, all -> all.isUp(module))
                .description("Whether the database of the module answered when it was asked last, within ten seconds")
                .tag("module", module)
                .register(meters);
    }

    /** @param loops to be watched: as many as serve */
    public void start(int loops) {
        vertx.setPeriodic(0, BETWEEN_LOOKS.toMillis(), id -> readiness.check().onSuccess(answers -> checks = answers));
        var lag = Timer.builder("flexicharge.eventloop.lag")
                .description("How much later than asked for a timer of an event loop comes")
                .serviceLevelObjectives(
                        Duration.ofMillis(5), Duration.ofMillis(20), Duration.ofMillis(100), Duration.ofMillis(500))
                .register(meters);
        vertx.deployVerticle(() -> new Ticker(lag), new DeploymentOptions().setInstances(loops));
    }

    private double isUp(String module) {
        var answer = checks.get(Readiness.databaseOf(module));
        return answer == null ? Double.NaN : answer.equals(Readiness.UP) ? 1 : 0;
    }

    @Override
    public void close() {
        pauses.close();
    }

    /** Lives on the event loop that it measures. */
    private static final class Ticker extends VerticleBase {
        private final Timer lag;
        private long last = System.nanoTime();

        Ticker(Timer lag) {
            this.lag = lag;
        }

        @Override
        public Future<?> start() {
            last = System.nanoTime();
            vertx.setPeriodic(BETWEEN_TICKS.toMillis(), id -> tick());
            return Future.succeededFuture();
        }

        private void tick() {
            var now = System.nanoTime();
            lag.record(Math.max(0, now - last - BETWEEN_TICKS.toNanos()), TimeUnit.NANOSECONDS);
            last = now;
        }
    }
}
