package com.flexicharge.shared.db;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gathers values of which only the newest of each key counts, like when a charger was last heard, and writes them together once
 * an interval: a heartbeat costs a map entry and no write. What is gathered is lost if the process dies; nothing may go here
 * that somebody was told is stored.
 *
 * <p>A flush that fails is kept and tried again with the next, unless a newer value of its key came in between. At the bound of
 * {@code maxKeys} a flush starts at once; while one is running and the bound is reached, values of new keys are dropped (known
 * keys are still updated), with one log line an interval. So at most 2 × {@code maxKeys} entries are held: those gathering and those
 * on their way.
 *
 * <p>Threads: {@code note} may be called from any; the maps are guarded by this object's lock. Flushes run on the context that
 * made the gatherer, one at a time.
 */
public final class IntervalGatherer<K, V> {
    private static final Logger LOG = LoggerFactory.getLogger(IntervalGatherer.class);

    private final Vertx vertx;
    private final Context own;
    private final String name;
    private final int maxKeys;
    private final Function<List<Map.Entry<K, V>>, Future<Void>> flush;
    private final long timer;
    private Map<K, V> gathered = new LinkedHashMap<>();
    private Future<Void> flushing = Future.succeededFuture();
    private boolean dropping;
    private boolean failing;

    private IntervalGatherer(
            Vertx vertx,
            String name,
            Duration interval,
            int maxKeys,
            Function<List<Map.Entry<K, V>>, Future<Void>> flush) {
        this.vertx = vertx;
        this.own = vertx.getOrCreateContext();
        this.name = name;
        this.maxKeys = maxKeys;
        this.flush = flush;
        this.timer = vertx.setPeriodic(interval.toMillis(), id -> flushNow());
    }

    /**
     * @param name  of what is gathered, in the log
     * @param flush gets at most {@code maxKeys} entries, one a key; may see a value again after a failure
     */
    public static <K, V> IntervalGatherer<K, V> start(
            Vertx vertx,
            String name,
            Duration interval,
            int maxKeys,
            Function<List<Map.Entry<K, V>>, Future<Void>> flush) {
        return new IntervalGatherer<>(vertx, name, interval, maxKeys, flush);
    }

    public void note(K key, V value) {
        boolean full;
        synchronized (this) {
            if (gathered.size() >= maxKeys && !gathered.containsKey(key)) {
                dropped();
                return;
            }
            gathered.put(key, value);
            full = gathered.size() == maxKeys && flushing.isComplete();
        }
        if (full) {
            own.runOnContext(turn -> flushNow());
        }
    }

    /**
     * Writes what is gathered, after a flush that is already running.
     *
     * @return succeeds also when the write failed: its values are kept, and the failure is logged
     */
    public synchronized Future<Void> flushNow() {
        if (flushing.isComplete()) {
            flushing = flushGathered();
        }
        return flushing;
    }

    /** Stops, and writes what is left; fails if that does. */
    public Future<Void> close() {
        vertx.cancelTimer(timer);
        Future<Void> running;
        synchronized (this) {
            running = flushing;
        }
        return running.transform(done -> lastFlush());
    }

    private Future<Void> lastFlush() {
        var rest = takeAll();
        return rest.isEmpty()
                ? Future.succeededFuture()
                : Future.succeededFuture(entries(rest)).compose(flush);
    }

    private Future<Void> flushGathered() {
        var taken = takeAll();
        if (taken.isEmpty()) {
            return Future.succeededFuture();
        }
        return Future.succeededFuture(entries(taken)).compose(flush).transform(done -> {
            if (done.failed()) {
                failed(taken.size(), done.cause());
                keep(taken);
            } else {
                failing = false;
            }
            return Future.succeededFuture();
        });
    }

    /** Once, until a flush succeeds: an interval may be a fifth of a second, and an outage an hour. */
    private void failed(int values, Throwable cause) {
        if (!failing) {
            failing = true;
            LOG.warn("{} of {} could not be written and are kept: {}", values, name, cause.getMessage());
        }
    }

    private synchronized Map<K, V> takeAll() {
        var taken = gathered;
        gathered = new LinkedHashMap<>();
        dropping = false;
        return taken;
    }

    /** Those noted meanwhile are newer. */
    private synchronized void keep(Map<K, V> taken) {
        taken.forEach((key, value) -> {
            if (gathered.size() < maxKeys) {
                gathered.putIfAbsent(key, value);
            }
        });
    }

    private void dropped() {
        if (!dropping) {
            dropping = true;
            LOG.warn("More than {} of {} wait to be written; those of further keys are dropped", maxKeys, name);
        }
    }

    private static <K, V> List<Map.Entry<K, V>> entries(Map<K, V> map) {
        return List.copyOf(map.entrySet());
    }
}
