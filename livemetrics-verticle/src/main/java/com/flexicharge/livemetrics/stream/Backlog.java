package com.flexicharge.livemetrics.stream;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Optional;

/** What waits for a reader who is behind: of the events about the same thing one, with the newest of each value. */
final class Backlog {
    private final Deque<StreamEvent> waiting = new ArrayDeque<>();

    void add(StreamEvent event) {
        var newest = event;
        for (Iterator<StreamEvent> all = waiting.iterator(); all.hasNext(); ) {
            var older = all.next();
            if (event.isAboutTheSameAs(older)) {
                newest = event.over(older);
                all.remove();
            }
        }
        waiting.add(newest);
    }

    Optional<StreamEvent> poll() {
        return Optional.ofNullable(waiting.poll());
    }

    int size() {
        return waiting.size();
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    void clear() {
        waiting.clear();
    }
}
