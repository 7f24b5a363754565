package com.flexicharge.fleet;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How fast a fleet lives. Waits are drawn evenly between half and one and a half times the given ones.
 *
 * @param idle       between one charge and the next
 * @param reading    between readings of a charge
 * @param readings   of a charge, on average; at least 1
 * @param patience   until an unanswered message is given up, and its socket with it
 * @param reconnect  until the next attempt to connect
 */
public record Tempo(Duration idle, Duration reading, int readings, Duration patience, Duration reconnect) {
    /** A charge takes about a third of a second, so that a fault of some seconds meets every moment of one. */
    public static final Tempo HASTE =
            new Tempo(Duration.ofMillis(60), Duration.ofMillis(50), 5, Duration.ofSeconds(3), Duration.ofMillis(150));

    static long drawn(Duration about, RandomGenerator random) {
        var millis = about.toMillis();
        return Math.max(1, millis / 2 + random.nextLong(Math.max(1, millis)));
    }
}
