package com.flexicharge.transaction;

import com.flexicharge.shared.contract.Protocol;
import com.flexicharge.shared.contract.charger.ClockDrift;
import com.flexicharge.shared.contract.transaction.ChargerSessions.StartSession;
import com.flexicharge.shared.contract.transaction.ChargerSessions.StopSession;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which time counts when a charger's clock and ours differ: the charger's as long as it can be believed.
 *
 * @param said        absent when unreadable
 * @param driftMillis see {@link ClockDrift}; absent: not known
 */
record ChargerTime(
        Protocol protocol,
        @Nullable Instant said,
        Instant receivedAt,
        @Nullable Long driftMillis) {
    /** Sessions of an offline charger come hours or days late (OCPP 1.6 §3.7: transaction-related messages are queued). */
    private static final Duration OLDEST_STRICT = Duration.ofDays(30);

    /** A FlexiCharge charger queues nothing and knows no calendar. */
    private static final Duration OLDEST_FLEXICHARGE = Duration.ofHours(24);

    private static final Duration AHEAD = Duration.ofMinutes(5);

    /** What is told as it happens is right, whatever is known of the clock: it may have been set since. */
    private static final Duration AS_IT_HAPPENS = Duration.ofMinutes(2);

    static ChargerTime of(StartSession start) {
        return new ChargerTime(start.protocol(), start.startAt(), start.receivedAt(), start.clockDriftMillis());
    }

    static ChargerTime of(StopSession stop) {
        return new ChargerTime(stop.protocol(), stop.stopAt(), stop.receivedAt(), stop.clockDriftMillis());
    }

    /** Of something the charger did not report. */
    static ChargerTime unsaid(Protocol protocol, Instant now) {
        return new ChargerTime(protocol, null, now, null);
    }

    /** Whether what was said could be right as it stands. */
    boolean isUsable() {
        return said != null && isUsable(said);
    }

    /** The charger's time where it can be believed, corrected or as it stands; empty: the receipt counts. */
    Optional<Instant> believed() {
        if (said == null) {
            return Optional.empty();
        }
        if (Duration.between(said, receivedAt).abs().compareTo(AS_IT_HAPPENS) <= 0) {
            return Optional.of(said);
        }
        return corrected(said).or(() -> Optional.of(said)).filter(this::isUsable);
    }

    /** To the microsecond, which is what the database holds. */
    Instant counting() {
        return believed().orElse(receivedAt).truncatedTo(ChronoUnit.MICROS);
    }

    /** As {@link #counting}, never before the start: where the clocks contradict, the order of receipt wins. */
    Instant ofStop(Instant startAt) {
        var counts = counting();
        if (!counts.isBefore(startAt)) {
            return counts;
        }
        return receivedAt.isBefore(startAt) ? startAt : receivedAt.truncatedTo(ChronoUnit.MICROS);
    }

    /** Of a clock that is wrong. What a FlexiCharge charger says is never old, so that our time is the better one. */
    private Optional<Instant> corrected(Instant time) {
        return driftMillis == null || protocol == Protocol.FLEXICHARGE || !ClockDrift.isWrong(driftMillis)
                ? Optional.empty()
                : Optional.of(time.plusMillis(driftMillis)).filter(this::isUsable);
    }

    private boolean isUsable(Instant time) {
        return !time.isBefore(receivedAt.minus(oldest())) && !time.isAfter(receivedAt.plus(AHEAD));
    }

    private Duration oldest() {
        return switch (protocol) {
            case OCPP_16 -> OLDEST_STRICT;
            case FLEXICHARGE -> OLDEST_FLEXICHARGE;
        };
    }
}
