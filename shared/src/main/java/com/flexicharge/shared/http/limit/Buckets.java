package com.flexicharge.shared.http.limit;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * One bucket for each caller, up to a bound. At the bound those who have one keep it: a newcomer, for whom none is left, shares one
 * of {@value #SHARED} with other newcomers, chosen by chance that stays the same for the life of the process. So whoever comes
 * under ever new names pushes nobody out and takes no more memory; a newcomer meanwhile may be told to wait for others.
 */
final class Buckets {
    /** A name of at most 64 characters, a bucket and the map's node are about 200 bytes: 50,000 are 10 MB. */
    static final int BOUND = 50_000;

    static final int SHARED = 1024;

    /** Looking for the full ones among all takes a millisecond or two on an event loop. */
    private static final long MICROS_BETWEEN_SWEEPS = 1_000_000;

    private final int bound;
    private final long costMicros;
    private final ConcurrentMap<String, Bucket> own = new ConcurrentHashMap<>();
    private final Bucket[] shared = Stream.generate(Bucket::new).limit(SHARED).toArray(Bucket[]::new);
    private final AtomicLong sweptAtMicros = new AtomicLong(Long.MIN_VALUE);
    /** Nobody outside knows it, so nobody can choose whom to share with. */
    private final int salt = ThreadLocalRandom.current().nextInt();

    Buckets(int bound, long costMicros) {
        this.bound = bound;
        this.costMicros = costMicros;
    }

    /** As {@link Bucket#take}. */
    long take(String caller, long nowMicros) {
        return bucketOf(caller, nowMicros).take(nowMicros, costMicros);
    }

    int size() {
        return own.size();
    }

    /** The bound may be passed by as many callers as there are threads here at once. */
    private Bucket bucketOf(String caller, long nowMicros) {
        var known = own.get(caller);
        if (known != null) {
            return known;
        }
        if (own.size() >= bound) {
            sweep(nowMicros);
        }
        return own.size() < bound ? own.computeIfAbsent(caller, name -> new Bucket()) : shared[placeOf(caller)];
    }

    /** A full bucket says what a new one would, so it can go. */
    private void sweep(long nowMicros) {
        long before = sweptAtMicros.get();
        boolean due = before == Long.MIN_VALUE || Math.abs(nowMicros - before) >= MICROS_BETWEEN_SWEEPS;
        if (due && sweptAtMicros.compareAndSet(before, nowMicros)) {
            own.values().removeIf(bucket -> bucket.isFull(nowMicros, costMicros));
        }
    }

    private int placeOf(String caller) {
        int mixed = (caller.hashCode() ^ salt) * 0x9E3779B9;
        return (mixed >>> 16) % SHARED;
    }
}
