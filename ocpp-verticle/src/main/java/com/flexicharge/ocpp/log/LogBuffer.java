package com.flexicharge.ocpp.log;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What waits to be written down by somebody who never keeps the one waiting who had something to say: {@link #add} costs a
 * place in a queue. Batches are written one after the other, in order. What finds no room, or is in a batch that fails twice, is dropped
 * and counted.
 *
 * <p>{@code add} may be called from any thread; the queue is guarded by this object's lock, held for a few instructions. Batches run on
 * the context that calls {@link #start}.
 */
final class LogBuffer<T> {
    private static final Logger LOG = LoggerFactory.getLogger(LogBuffer.class);

    /** What takes some 20 ms to write, and goes over the wire in one piece. */
    private static final int BATCH_ENTRIES = 1_000;

    private static final int BATCH_WEIGHT = 4 << 20;

    /** A database that starts again needs longer, but most failures are shorter. */
    private static final Duration BEFORE_SECOND_TRY = Duration.ofSeconds(1);

    private static final Duration BETWEEN_COMPLAINTS = Duration.ofSeconds(10);

    /**
     * @param entries that may wait
     * @param weight  they may have together, in characters
     */
    record Bounds(int entries, int weight) {}

    private final String what;
    private final Bounds bounds;
    private final ToIntFunction<T> weight;
    private final Function<List<T>, Future<Void>> write;
    private final Counter dropped;
    private final Queue<T> waiting = new ArrayDeque<>();
    private int weightWaiting;
    private long droppedUnsaid;
    private volatile @Nullable Context own;
    private boolean writing;
    private @Nullable Promise<Void> closing;

    /** @param what is written, for the log and the metrics, like {@code messages} */
    LogBuffer(
            String what,
            Bounds bounds,
            ToIntFunction<T> weight,
            Function<List<T>, Future<Void>> write,
            MeterRegistry meters) {
        this.what = what;
        this.bounds = bounds;
        this.weight = weight;
        this.write = write;
        this.dropped = Counter.builder("ocpp.log.dropped")
                .description("Entries of the log that were not kept")
                .tag("what", what)
                .register(meters);
        Gauge.builder("ocpp.log.waiting", this, LogBuffer::waiting)
                .description("Entries that wait to be written")
                .tag("what", what)
                .register(meters);
    }

    void add(T entry) {
        int size;
        synchronized (this) {
            if (waiting.size() >= bounds.entries() || weightWaiting + weight.applyAsInt(entry) > bounds.weight()) {
                drop(1);
                return;
            }
            waiting.add(entry);
            weightWaiting += weight.applyAsInt(entry);
            size = waiting.size();
        }
        var context = own;
        if (size == BATCH_ENTRIES && context != null) {
            context.runOnContext(now -> begin());
        }
    }

    /** Writes from now on, every interval or when a whole batch waits. On the caller's context. */
    void start(Vertx vertx, Duration interval) {
        own = vertx.getOrCreateContext();
        vertx.setPeriodic(interval.toMillis(), id -> begin());
        vertx.setPeriodic(BETWEEN_COMPLAINTS.toMillis(), id -> complain());
    }

    /** Writes what is left. @return when it is written or dropped; on the context that started */
    Future<Void> close() {
        Promise<Void> closed = Promise.promise();
        closing = closed;
        begin();
        return closed.future().onComplete(done -> complain());
    }

    private void begin() {
        if (!writing) {
            writing = true;
            writeOn();
        }
    }

    private void writeOn() {
        var batch = take();
        if (batch.isEmpty()) {
            idle();
            return;
        }
        tryToWrite(batch).onComplete(done -> {
            if (closing != null || isBatchWaiting()) {
                writeOn();
            } else {
                idle();
            }
        });
    }

    private void idle() {
        writing = false;
        if (closing != null) {
            closing.tryComplete();
        }
    }

    /** @return never fails */
    private Future<Void> tryToWrite(List<T> batch) {
        return attempt(batch).recover(first -> tryAgain(batch)).recover(second -> {
            LOG.debug("{} {} could not be written", batch.size(), what, second);
            drop(batch.size());
            if (closing != null) {
                // the process waits to end: what a database that is away would take does not hold it up
                drop(takeAll());
            }
            return Future.succeededFuture();
        });
    }

    private Future<Void> tryAgain(List<T> batch) {
        var context = own;
        if (closing != null || context == null) {
            return attempt(batch);
        }
        return context.owner()
                .timer(BEFORE_SECOND_TRY.toMillis(), TimeUnit.MILLISECONDS)
                .compose(later -> attempt(batch));
    }

    private Future<Void> attempt(List<T> batch) {
        return Future.succeededFuture(batch).compose(write);
    }

    private synchronized int waiting() {
        return waiting.size();
    }

    private synchronized boolean isBatchWaiting() {
        return waiting.size() >= BATCH_ENTRIES || weightWaiting >= BATCH_WEIGHT;
    }

    private synchronized List<T> take() {
        var batch = new ArrayList<T>(Math.min(waiting.size(), BATCH_ENTRIES));
        var taken = 0;
        while (!waiting.isEmpty() && batch.size() < BATCH_ENTRIES && taken < BATCH_WEIGHT) {
            var entry = waiting.remove();
            taken += weight.applyAsInt(entry);
            batch.add(entry);
        }
        weightWaiting -= taken;
        return batch;
    }

    private synchronized int takeAll() {
        var all = waiting.size();
        waiting.clear();
        weightWaiting = 0;
        return all;
    }

    private synchronized void drop(int entries) {
        dropped.increment(entries);
        droppedUnsaid += entries;
    }

    private void complain() {
        long unsaid;
        synchronized (this) {
            unsaid = droppedUnsaid;
            droppedUnsaid = 0;
        }
        if (unsaid > 0) {
            LOG.warn(
                    "{} {} were not kept: the database is away, or takes them more slowly than they come",
                    unsaid,
                    what);
        }
    }
}
