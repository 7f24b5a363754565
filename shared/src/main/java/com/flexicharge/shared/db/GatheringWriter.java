package com.flexicharge.shared.db;

import com.flexicharge.shared.contract.Reason;
import com.flexicharge.shared.contract.Refusal;
import com.flexicharge.shared.db.WaitingLine.Place;
import com.flexicharge.shared.trace.Span;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.sqlclient.SqlConnection;
import java.util.List;
import java.util.function.Function;

/**
 * Commits together what arrives together: writes of one kind, from any number of chargers, go to the database as one statement
 * in one transaction. A write that finds the database idle leaves at once; those that come while batches are on their way gather
 * for the next.
 *
 * <p>A write's future completes after the commit that holds it, on the context that called {@link #write}. It fails with
 * {@code BUSY writeQueueFull} if too many wait, and with {@code UNAVAILABLE dbError} if the database is away; at the latest two
 * {@linkplain Database#DEADLINE deadlines} after the call: one may pass waiting, one in the batch. A batch that fails by itself is
 * divided until the item that spoils it is alone; only that one fails, with the database's own failure.
 *
 * <p>Threads: {@code write} may be called from any; the line and the count of batches are guarded by this object's lock, held
 * for a few instructions; batches run on the context that made the writer.
 *
 * <p>In a trace a write has a step of its own, from the call to the commit. The statements are under that of the first write of
 * the batch, and its batch is linked to the others.
 *
 * @param <W> what one caller wants written; immutable
 * @param <R> what that caller is told
 */
public final class GatheringWriter<W, R> {
    /** Writes a batch. */
    @FunctionalInterface
    public interface BatchFunction<W, R> {
        /**
         * Runs in a transaction that is committed when the future succeeds, with its statements planned by index where there is one. May be called again with a part of the same items
         * after a rollback, so it changes nothing but the database.
         *
         * @param items distinct in their key, if the writer has one
         * @return one result an item, in the items' order
         */
        Future<List<R>> write(SqlConnection connection, List<W> items);
    }

    private final Database database;
    private final String oneWrite;
    private final String oneBatch;
    private final GatheringLimits limits;
    private final Function<W, Object> key;
    private final BatchFunction<W, R> function;
    private final GatheringMeters meters;
    private final Context own;
    private final WaitingLine<Waiting<W, R>> line = new WaitingLine<>();
    private int batchesInFlight;

    private GatheringWriter(
            Database database,
            MeterRegistry registry,
            String name,
            GatheringLimits limits,
            Function<W, Object> key,
            BatchFunction<W, R> function) {
        this.database = database;
        this.oneWrite = "write " + name;
        this.oneBatch = "batch " + name;
        this.limits = limits;
        this.key = key;
        this.function = function;
        this.own = database.vertx().getOrCreateContext();
        this.meters = new GatheringMeters(registry, name);
    }

    /**
     * Items in any mixture may be in the same batch and in batches at the same time.
     *
     * @param name of what is written, in the metrics
     */
    public static <W, R> GatheringWriter<W, R> of(
            Database database,
            MeterRegistry registry,
            String name,
            GatheringLimits limits,
            BatchFunction<W, R> function) {
        return keyed(database, registry, name, limits, item -> new Object(), function);
    }

    /**
     * Of the items with one key at most one is on its way; the others wait for it, in order. For statements that must not meet a
     * row twice, and for writes whose order counts.
     */
    public static <W, R> GatheringWriter<W, R> keyed(
            Database database,
            MeterRegistry registry,
            String name,
            GatheringLimits limits,
            Function<W, Object> key,
            BatchFunction<W, R> function) {
        var writer = new GatheringWriter<>(database, registry, name, limits, key, function);
        writer.meters.watch(writer);
        return writer;
    }

    public Future<R> write(W item) {
        Promise<R> promise = Promise.promise();
        var span = database.traces().step(oneWrite);
        var waiting = new Waiting<>(item, database.vertx().getOrCreateContext(), promise, System.nanoTime(), span);
        var itemKey = key.apply(item);
        boolean start;
        synchronized (this) {
            if (line.waiting() >= limits.maxWaiting()) {
                meters.refused();
                return span.until(Future.failedFuture(queueFull()));
            }
            line.add(waiting, itemKey);
            start = batchesInFlight < limits.batchesInFlight() && line.hasReady();
            if (start) {
                batchesInFlight++;
            }
        }
        if (start) {
            // Not at once: what the same event loop writes in this round joins the batch, for nothing.
            own.runOnContext(turn -> nextBatch());
        }
        return promise.future();
    }

    synchronized int waiting() {
        return line.waiting();
    }

    /** Goes on for as long as somebody waits, in one of the {@code batchesInFlight} lanes. */
    private void nextBatch() {
        List<Place<Waiting<W, R>>> batch;
        synchronized (this) {
            batch = line.take(limits.maxBatch());
            if (batch.isEmpty()) {
                batchesInFlight--;
                return;
            }
        }
        store(batch.stream().map(Place::item).toList()).onComplete(stored -> {
            synchronized (this) {
                line.release(batch);
            }
            nextBatch();
        });
    }

    /** Succeeds always, when each of these callers has been told. */
    private Future<Void> store(List<Waiting<W, R>> batch) {
        var live = batch.stream().filter(this::isInTime).toList();
        if (live.isEmpty()) {
            return Future.succeededFuture();
        }
        var items = live.stream().map(Waiting::item).toList();
        meters.batch(items.size());
        var span = batch(live);
        return span.around(
                        own,
                        () -> span.until(database.batch(connection ->
                                function.write(connection, items).compose(results -> oneEach(items, results)))))
                .compose(results -> committed(live, results), failure -> rolledBack(live, failure));
    }

    private Span batch(List<Waiting<W, R>> batch) {
        if (!database.traces().isOn()) {
            return Span.NONE;
        }
        var traced =
                batch.stream().map(Waiting::span).filter(span -> !span.isNone()).toList();
        if (traced.isEmpty()) {
            return Span.NONE;
        }
        var span = database.traces().step(oneBatch, traced.get(0)).with("flexicharge.batch.size", batch.size());
        traced.stream().skip(1).forEach(other -> {
            span.link(other);
            other.link(span);
        });
        return span;
    }

    private boolean isInTime(Waiting<W, R> waiting) {
        if (System.nanoTime() - waiting.since() <= database.deadline().toNanos()) {
            return true;
        }
        waiting.fail(Failures.toCaller(Attempt.tooLate()));
        return false;
    }

    private Future<Void> committed(List<Waiting<W, R>> batch, List<R> results) {
        for (int i = 0; i < batch.size(); i++) {
            batch.get(i).complete(results.get(i));
            meters.written(batch.get(i).since());
        }
        return Future.succeededFuture();
    }

    /** Halves find one spoilt item in 500 with 2 × log2(500) = 18 transactions, one by one would need 500. */
    private Future<Void> rolledBack(List<Waiting<W, R>> batch, Throwable failure) {
        if (batch.size() == 1 || Failures.isAway(failure)) {
            batch.forEach(waiting -> waiting.fail(Failures.toCaller(failure)));
            return Future.succeededFuture();
        }
        var middle = batch.size() / 2;
        return store(batch.subList(0, middle)).compose(first -> store(batch.subList(middle, batch.size())));
    }

    private static <W, R> Future<List<R>> oneEach(List<W> items, List<R> results) {
        return items.size() == results.size()
                ? Future.succeededFuture(results)
                : Future.failedFuture(new IllegalStateException(
                        "A batch of %d items had %d results".formatted(items.size(), results.size())));
    }

    private static Refusal queueFull() {
        return Refusal.of(Reason.BUSY, "writeQueueFull", "Too many writes are waiting. Please try again shortly.");
    }

    /**
     * @param since by the monotonic clock, ns
     */
    private record Waiting<W, R>(W item, Context caller, Promise<R> promise, long since, Span span) {
        /** A turn of the caller's context for each: what one caller does with it cannot keep the others from being told. */
        void complete(R result) {
            span.end();
            caller.runOnContext(turn -> promise.complete(result));
        }

        void fail(Throwable failure) {
            span.failed(failure).end();
            caller.runOnContext(turn -> promise.fail(failure));
        }
    }
}
