package com.flexicharge.fleet;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.random.RandomGenerator;

/** A charger's clock: ours, off by some hours at times; and the words of chargers whose clock is beyond belief. */
final class Clockwork {
    private static final List<String> ABSURD = List.of(
            "+999999999-12-31T23:59:59Z",
            "-999999999-01-01T00:00:00Z",
            "1970-01-01T00:00:00Z",
            "2036-02-07T06:28:15Z",
            "2016-12-31T23:59:60Z",
            "0001-01-01T00:00:00");

    private final Clock clock;
    private final Dialect dialect;
    private Duration offset = Duration.ZERO;
    private Instant last = Instant.MIN;

    Clockwork(Clock clock, Dialect dialect) {
        this.clock = clock;
        this.dialect = dialect;
    }

    void jump(RandomGenerator random) {
        offset = Duration.ofMinutes(List.of(-600, -60, 0, 60, 1_440).get(random.nextInt(5)));
        last = Instant.MIN;
    }

    /** No instant twice, except after a jump back. */
    String now() {
        var now = clock.instant().plus(offset).truncatedTo(ChronoUnit.MILLIS);
        last = now.isAfter(last) ? now : last.plusMillis(1);
        return dialect.time(last);
    }

    /** At least a millisecond; five minutes for what is no time. */
    long millisUntil(JsonNode time) {
        try {
            var at = time.isNumber() ? Instant.ofEpochSecond(time.asLong()) : Instant.parse(time.asText());
            return Math.max(
                    1, Duration.between(clock.instant().plus(offset), at).toMillis());
        } catch (DateTimeException | ArithmeticException unreadable) {
            return Duration.ofMinutes(5).toMillis();
        }
    }

    static String absurd(RandomGenerator random) {
        return ABSURD.get(random.nextInt(ABSURD.size()));
    }
}
