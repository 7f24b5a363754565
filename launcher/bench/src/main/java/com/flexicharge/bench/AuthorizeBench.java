package com.flexicharge.bench;

import com.flexicharge.shared.bus.Bus;
import com.flexicharge.shared.config.Settings;
import com.flexicharge.shared.contract.transaction.ChargerSessions;
import com.flexicharge.shared.contract.transaction.IdTagInfo;
import com.flexicharge.shared.contract.transaction.TransactionEndpoints;
import com.flexicharge.shared.http.TokenVerifier;
import com.flexicharge.shared.module.ModuleContext;
import com.flexicharge.transaction.TransactionModule;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import java.time.Clock;
import java.util.Map;
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

/** Whether a tag may charge, as a charger's Authorize asks it: over the bus, in the database. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
@SuppressWarnings("NullAway.Init")
public class AuthorizeBench {
    private static final int TIMES = 500;
    private static final int TAGS = 10_000;
    /** Odd and no part of {@link #TAGS}: all are met, and no two after each other are neighbours. */
    private static final int STEP = 7_919;

    /** Questions under way together. */
    @Param({"1", "100"})
    public int atATime;

    private BenchDatabase database;
    private Bus bus;
    private int last;

    @Setup
    public void open() {
        database = new BenchDatabase("transaction");
        bus = Bus.of(database.vertx());
        var module = new TransactionModule();
        module.configure(Settings.of(Map.of()));
        database.await(() -> database.database().migrate());
        database.login()
                .execute(
                        "insert into transaction.id_tags (id_tag_key, id_tag, user_id, created_at, updated_at)"
                                + " select 'bench' || n, 'BENCH' || n, 'user' || n, now(), now() from generate_series(0, "
                                + (TAGS - 1) + ") n",
                        "analyze transaction.id_tags");
        database.await(() -> module.start(new ModuleContext(
                database.vertx(),
                bus,
                database.database(),
                Clock.systemUTC(),
                new PrometheusMeterRegistry(PrometheusConfig.DEFAULT),
                token -> Future.failedFuture(TokenVerifier.missing()),
                "bench")));
    }

    @TearDown
    public void close() {
        database.close();
    }

    @Benchmark
    @OperationsPerInvocation(TIMES)
    public void authorize() {
        Flight.fly(database.context(), TIMES, atATime, this::ask);
    }

    private Future<IdTagInfo> ask() {
        last = (last + STEP) % TAGS;
        return bus.ask(TransactionEndpoints.AUTHORIZE, new ChargerSessions.Authorize("Bench" + last))
                .compose(info -> info.status() == IdTagInfo.Status.ACCEPTED
                        ? Future.succeededFuture(info)
                        : Future.failedFuture("A known tag was answered " + info));
    }
}
