package com.flexicharge.shared.db;

import java.time.Duration;

/**
 * How long anybody waits for the database.
 *
 * @param request a request, from the call to the refusal
 * @param idle    an unused connection in the pool, before it leaves it
 * @param silence a connection on which the server says nothing, before it is given up, and with it whatever hangs on it: the
 *                client has no other way to leave a half-open connection
 */
record Waits(Duration request, Duration idle, Duration silence) {
    /** Between the looks for idle connections. */
    static final Duration LOOK = Duration.ofSeconds(1);

    /**
     * 4 s is less than half of what the asker on the bus waits, so that the refusal says "database" and not "timed out", even
     * after a wait in a {@link GatheringWriter}. A connection lent after 8 + 1 s of idleness has 15 − 9 = 6 s left, more than the
     * request's 4.
     */
    static final Waits USUAL = new Waits(Duration.ofSeconds(4), Duration.ofSeconds(8), Duration.ofSeconds(15));

    Waits {
        if (silence.compareTo(idle.plus(LOOK).plus(request)) <= 0) {
            throw new IllegalArgumentException(
                    "A connection just lent would be given up before its request's deadline");
        }
    }
}
