package com.flexicharge.ocpp.socket;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;

/** Counts what happened under a name within the last minute. Usable from any thread. */
final class RecentEvents {
    private static final long WINDOW_MILLIS = Duration.ofMinutes(1).toMillis();

    /** Of about 350 bytes each, 3.5 MB; above it the name not heard of for longest is forgotten. */
    private static final int MOST_NAMES = 10_000;

    /** More than any limit that is asked about. */
    private static final int MOST_EVENTS = 12;

    private final Clock clock;
    private final Map<String, Deque<Long>> events = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Deque<Long>> eldest) {
            return size() > MOST_NAMES;
        }
    };

    RecentEvents(Clock clock) {
        this.clock = clock;
    }

    synchronized void note(String name) {
        var times = events.computeIfAbsent(name, unheard -> new ArrayDeque<>());
        if (times.size() == MOST_EVENTS) {
            times.removeFirst();
        }
        times.addLast(clock.millis());
    }

    /** Notes it unless it was noted within the last minute. @return whether it did */
    synchronized boolean noteFirst(String name) {
        if (count(name) > 0) {
            return false;
        }
        note(name);
        return true;
    }

    /** At most twelve. */
    synchronized int count(String name) {
        var times = events.get(name);
        if (times == null) {
            return 0;
        }
        var since = clock.millis() - WINDOW_MILLIS;
        times.removeIf(time -> time <= since);
        if (times.isEmpty()) {
            events.remove(name);
        }
        return times.size();
    }
}
