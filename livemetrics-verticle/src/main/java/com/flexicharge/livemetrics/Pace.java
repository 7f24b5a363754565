package com.flexicharge.livemetrics;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * How far one session, or one connector without a session, has come in time: the state behind the {@link IntervalRule}. While a
 * reading is on its way to the database the next ones are judged as if it were stored already; if it then is not, the anchor is
 * where it was, and the next reading is due again. Touched on the verticle's event loop only.
 */
final class Pace {
    private final IntervalRule rule;

    /** Of writes that have not ended; as many as there are batches a session can have on its way, one or two. */
    private final Deque<ReadingTime> underway = new ArrayDeque<>();

    private Optional<Instant> highestSeen;
    private Optional<ReadingTime> lastStored;

    Pace(IntervalRule rule, Optional<Instant> highestSeen, Optional<ReadingTime> lastStored) {
        this.rule = rule;
        this.highestSeen = highestSeen;
        this.lastStored = lastStored;
    }

    static Pace fresh(IntervalRule rule) {
        return new Pace(rule, Optional.empty(), Optional.empty());
    }

    /** Judges the next reading in time order, and counts it as on its way if it is due; a write has to follow then. */
    boolean isDue(ReadingTime reading, boolean alwaysStore) {
        var anchor = Optional.ofNullable(underway.peekLast()).or(() -> lastStored);
        boolean due = rule.isDue(reading, highestSeen, anchor) || alwaysStore;
        if (reading.advances(highestSeen)) {
            highestSeen = reading.takenAt();
        }
        if (due) {
            underway.add(reading);
        }
        return due;
    }

    /** These are in the database, or were there before. */
    void stored(Iterable<ReadingTime> written, Optional<ReadingTime> newAnchor) {
        notStored(written);
        newAnchor.ifPresent(anchor -> lastStored = Optional.of(anchor));
    }

    void notStored(Iterable<ReadingTime> written) {
        written.forEach(underway::removeFirstOccurrence);
    }

    Optional<Instant> highestSeen() {
        return highestSeen;
    }
}
