package com.flexicharge.livemetrics.stream;

import java.time.Clock;

/**
 * Numbers for the events of one stream: they rise, also over restarts and from node to node, and nothing has to be kept for it. A
 * number is the time in milliseconds, times 1024, and a mark of who gave it; two in one millisecond are told apart by the next free
 * one. All stay below 2⁵³, where JavaScript still counts exactly, until the year 2248.
 */
final class EventNumbers {
    /** Of the last event of a session, whoever sends it: the greatest that JavaScript counts exactly. */
    static final long END = (1L << 53) - 1;

    private static final int MARKS = 1024;

    /** A number further ahead than that is not one of ours. */
    private static final long MOST_AHEAD = 86_400_000L * MARKS;

    private final Clock clock;
    private final int mark;
    private final long first;
    private long last;

    /** @param mark of this run of the process, 0…1023: another run's numbers are told from this one's by it, but for one in 1024 */
    EventNumbers(Clock clock, int mark) {
        this.clock = clock;
        this.mark = mark;
        this.first = now();
        this.last = first;
    }

    long next() {
        last = Math.max(now(), last + MARKS);
        return last;
    }

    /** Whether a reader with this number as the last has been told everything from before this stream began. */
    boolean isOwn(long number) {
        return number % MARKS == mark && number >= first && number <= last;
    }

    /** A reader comes from elsewhere, where clocks may be ahead: what follows is to be greater all the same. */
    void passBeyond(long number) {
        if (number > last && number < now() + MOST_AHEAD) {
            last = number / MARKS * MARKS + mark;
        }
    }

    private long now() {
        return clock.millis() * MARKS + mark;
    }
}
