package com.flexicharge.shared.http.limit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How many requests a caller may make: a user by name, whoever shows no token that holds by address. Users and addresses are
 * counted apart, so a flood of addresses is never felt by those who signed in. Of one process; several behind a front door each
 * grant the whole allowance. Usable from any thread.
 */
public final class RateLimit {
    private final int perMinute;
    private final Clock clock;
    private final Buckets users;
    private final Buckets addresses;
    private final AtomicLong refused = new AtomicLong();

    private RateLimit(int perMinute, int bound, Clock clock) {
        long costMicros = perMinute == 0 ? 0 : Math.max(1, Bucket.MINUTE_MICROS / perMinute);
        this.perMinute = perMinute;
        this.clock = clock;
        this.users = new Buckets(bound, costMicros);
        this.addresses = new Buckets(bound, costMicros);
    }

    /** @param perMinute requests of one caller, also at once after a quiet minute; 0: no limit */
    public static RateLimit perMinute(int perMinute, Clock clock) {
        return new RateLimit(perMinute, Buckets.BOUND, clock);
    }

    /** @param bound callers of each kind that have a bucket of their own */
    static RateLimit bounded(int perMinute, int bound, Clock clock) {
        return new RateLimit(perMinute, bound, clock);
    }

    public static RateLimit off() {
        return perMinute(0, Clock.systemUTC());
    }

    /** 0: no limit. */
    public int perMinute() {
        return perMinute;
    }

    /** @return how long to wait when this user asks too often; empty when the request may pass */
    public Optional<Duration> user(String userID) {
        return take(users, userID);
    }

    /**
     * As {@link #user}.
     *
     * @param address of the client, as text; IPv6 counts by its /64
     */
    public Optional<Duration> address(String address) {
        return perMinute == 0 ? Optional.empty() : take(addresses, AddressBlock.of(address));
    }

    /** How often somebody was told to wait. */
    public long refused() {
        return refused.get();
    }

    /** How many callers are known by themselves at the moment. */
    public int callers() {
        return users.size() + addresses.size();
    }

    private Optional<Duration> take(Buckets buckets, String caller) {
        if (perMinute == 0) {
            return Optional.empty();
        }
        long waitMicros = buckets.take(caller, ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant()));
        if (waitMicros == 0) {
            return Optional.empty();
        }
        refused.incrementAndGet();
        return Optional.of(Duration.of(waitMicros, ChronoUnit.MICROS));
    }
}
