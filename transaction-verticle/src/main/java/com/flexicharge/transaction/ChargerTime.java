package com.flexicharge.transaction;

import com.flexicharge.shared.contract.Protocol;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Which time counts when a charger's clock and ours differ: the charger's as long as it can be believed. */
final class ChargerTime {
    /** Sessions of an offline charger come hours or days late (OCPP 1.6 §3.7: transaction-related messages are queued). */
    private static final Duration OLDEST_STRICT = Duration.ofDays(30);

    /** A FlexiCharge charger queues nothing and knows no calendar. */
    private static final Duration OLDEST_FLEXICHARGE = Duration.ofHours(24);

    private static final Duration AHEAD = Duration.ofMinutes(5);

    private ChargerTime() {}

    static boolean isUsable(Protocol protocol, @Nullable Instant said, Instant receivedAt) {
        return said != null
                && !said.isBefore(receivedAt.minus(oldest(protocol)))
                && !said.isAfter(receivedAt.plus(AHEAD));
    }

    /** The charger's time where usable, else the receipt's; to the microsecond, which is what the database holds. */
    static Instant counting(Protocol protocol, @Nullable Instant said, Instant receivedAt) {
        var counts = said != null && isUsable(protocol, said, receivedAt) ? said : receivedAt;
        return counts.truncatedTo(ChronoUnit.MICROS);
    }

    /** As {@link #counting}, never before the start: where the clocks contradict, the order of receipt wins. */
    static Instant ofStop(Protocol protocol, @Nullable Instant said, Instant receivedAt, Instant startAt) {
        var counts = counting(protocol, said, receivedAt);
        if (!counts.isBefore(startAt)) {
            return counts;
        }
        return receivedAt.isBefore(startAt) ? startAt : receivedAt.truncatedTo(ChronoUnit.MICROS);
    }

    private static Duration oldest(Protocol protocol) {
        return switch (protocol) {
            case OCPP_16 -> OLDEST_STRICT;
            case FLEXICHARGE -> OLDEST_FLEXICHARGE;
        };
    }
}
