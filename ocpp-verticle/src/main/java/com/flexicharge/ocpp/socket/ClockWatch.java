package com.flexicharge.ocpp.socket;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far a charger's clock is off, learnt from the times in its live messages: the median of receipt − timestamp. What an offline
 * charger has kept and now tells is not live, and it does not say so; but while a live clock runs along with ours, kept messages come
 * faster than their times. So a time counts when as much time has passed on both clocks since the one before. On one event loop,
 * except for what {@link ClockReports} reads.
 */
final class ClockWatch {
    /** Messages closer together are one burst, kept or live, and say nothing of how a clock runs. */
    private static final Duration APART = Duration.ofMillis(500);

    /** Many chargers tell whole seconds, and networks take their time. */
    private static final long AGREEMENT_MILLIS = 2_000;

    /** A clock that jumps was set; what is known of it from before is past. */
    private static final long JUMP_MILLIS = 60_000;

    private static final int FEWEST = 3;
    private static final int MOST = 9;
    private static final long WORTH_REPORTING_MILLIS = 1_000;

    private final Deque<Long> lags = new ArrayDeque<>(MOST);
    private @Nullable Instant lastSaid;
    private @Nullable Instant lastReceivedAt;
    private volatile @Nullable Long driftMillis;
    private volatile @Nullable Long reportedMillis;

    /** @param knownMillis from earlier sockets, until this one knows better */
    ClockWatch(@Nullable Long knownMillis) {
        driftMillis = knownMillis;
        reportedMillis = knownMillis;
    }

    void said(Instant said, Instant receivedAt) {
        @Nullable Instant saidBefore = lastSaid;
        @Nullable Instant receivedBefore = lastReceivedAt;
        if (saidBefore != null && receivedBefore != null) {
            if (receivedAt.isBefore(receivedBefore.plus(APART))) {
                return;
            }
            var lag = lag(said, receivedAt);
            if (said.isAfter(saidBefore) && Math.abs(lag - lag(saidBefore, receivedBefore)) <= AGREEMENT_MILLIS) {
                learn(lag);
            }
        }
        lastSaid = said;
        lastReceivedAt = receivedAt;
    }

    private void learn(long lag) {
        if (!lags.isEmpty() && Math.abs(lag - median()) > JUMP_MILLIS) {
            lags.clear();
        }
        if (lags.size() == MOST) {
            lags.removeFirst();
        }
        lags.addLast(lag);
        if (lags.size() >= FEWEST) {
            driftMillis = median();
        }
    }

    private long median() {
        return lags.stream().sorted().skip(lags.size() / 2).findFirst().orElseThrow();
    }

    private static long lag(Instant said, Instant receivedAt) {
        return Duration.between(said, receivedAt).toMillis();
    }

    Optional<Long> driftMillis() {
        return Optional.ofNullable(driftMillis);
    }

    /** From any thread. */
    boolean isUnreported() {
        @Nullable Long known = driftMillis;
        @Nullable Long reported = reportedMillis;
        return known != null && (reported == null || Math.abs(known - reported) > WORTH_REPORTING_MILLIS);
    }

    void reported(long millis) {
        reportedMillis = millis;
    }
}
