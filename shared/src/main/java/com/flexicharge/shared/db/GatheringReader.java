package com.flexicharge.shared.db;

import com.flexicharge.shared.contract.Reason;
import com.flexicharge.shared.contract.Refusal;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.sqlclient.SqlClient;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Looks up together what is asked for together: one statement for many keys, planned by index. A question that finds the database idle leaves at once;
 * those that come while lookups are on their way gather for the next. For rows that every charger's message needs.
 *
 * <p>An answer is what the database held at some moment after the question, and completes on the context that asked. It fails with
 * {@code BUSY readQueueFull} if too many wait, and with {@code UNAVAILABLE dbError} if the database is away; at the latest two
 * {@linkplain Database#DEADLINE deadlines} after the question.
 *
 * <p>Threads: {@code read} may be called from any; the line is guarded by this object's lock, held for a few instructions; lookups run
 * on the context that made the reader.
 */
public final class GatheringReader<K, V> {
    /** Looks up some keys. */
    @FunctionalInterface
    public interface BatchFunction<K, V> {
        /**
         * @param keys each once
         * @return those that were found
         */
        Future<Map<K, V>> read(SqlClient client, List<K> keys);
    }

    private static final int LANES = 2;
    private static final int MOST_AT_A_TIME = 500;
    private static final int MOST_WAITING = 10_000;

    private final Database database;
    private final BatchFunction<K, V> function;
    private final Context own;
    private final Deque<Waiting<K, V>> line = new ArrayDeque<>();
    private int lanesInUse;

    public GatheringReader(Database database, BatchFunction<K, V> function) {
        this.database = database;
        this.function = function;
        this.own = database.vertx().getOrCreateContext();
    }

    /** Empty when there is none. */
    public Future<Optional<V>> read(K key) {
        Promise<Optional<V>> promise = Promise.promise();
        var waiting = new Waiting<K, V>(key, database.vertx().getOrCreateContext(), promise, System.nanoTime());
        boolean start;
        synchronized (this) {
            if (line.size() >= MOST_WAITING) {
                return Future.failedFuture(Refusal.of(
                        Reason.BUSY, "readQueueFull", "Too many reads are waiting. Please try again shortly."));
            }
            line.add(waiting);
            start = lanesInUse < LANES;
            if (start) {
                lanesInUse++;
            }
        }
        if (start) {
            // Not at once: what the same event loop asks in this round joins in, for nothing.
            own.runOnContext(turn -> next());
        }
        return promise.future();
    }

    private void next() {
        var batch = new ArrayList<Waiting<K, V>>();
        synchronized (this) {
            while (!line.isEmpty() && batch.size() < MOST_AT_A_TIME) {
                batch.add(line.remove());
            }
            if (batch.isEmpty()) {
                lanesInUse--;
                return;
            }
        }
        lookUp(batch).onComplete(done -> next());
    }

    /** Succeeds always, when each of these has been told. */
    private Future<Void> lookUp(List<Waiting<K, V>> batch) {
        var live = batch.stream().filter(this::isInTime).toList();
        if (live.isEmpty()) {
            return Future.succeededFuture();
        }
        var keys = live.stream().map(Waiting::key).distinct().toList();
        var found = database.batch(connection -> function.read(connection, keys))
                .recover(failure -> Future.failedFuture(Failures.toCaller(failure)));
        return found.transform(done -> {
            live.forEach(waiting -> waiting.tell(found.map(rows -> Optional.ofNullable(rows.get(waiting.key)))));
            return Future.succeededFuture();
        });
    }

    private boolean isInTime(Waiting<K, V> waiting) {
        if (System.nanoTime() - waiting.since <= database.deadline().toNanos()) {
            return true;
        }
        waiting.tell(Future.failedFuture(Failures.toCaller(Attempt.tooLate())));
        return false;
    }

    /** @param since by the monotonic clock, ns */
    private record Waiting<K, V>(K key, Context caller, Promise<Optional<V>> promise, long since) {
        void tell(Future<Optional<V>> answer) {
            caller.runOnContext(turn -> answer.onComplete(promise));
        }
    }
}
