package com.flexicharge.launcher.cluster;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Asks one thing again and again, each time a moment after the answer, and so finds out for how long it was not to be had. On one
 * event loop.
 */
final class Probe {
    private static final long PAUSE_MILLIS = 20;

    /** What came of one question. */
    private record Asked(long begun, long ended, Optional<String> failure) {
        boolean answered() {
            return failure.isEmpty();
        }
    }

    private final String what;
    private final Vertx vertx;
    private final Supplier<Future<?>> question;
    private final Deque<Asked> asked = new ArrayDeque<>();
    private boolean over;

    Probe(String what, Vertx vertx, Supplier<Future<?>> question) {
        this.what = what;
        this.vertx = vertx;
        this.question = question;
    }

    /**
     * What a disturbance did.
     *
     * @param failures of questions that were answered with one, or not at all
     * @param longest between two answers
     */
    record Seen(String what, int answered, List<String> failures, Duration longest) {
        Seen {
            failures = List.copyOf(failures);
        }

        /** A socket that is closed because its process ends is opened anew: a charger notices, and repeats. */
        boolean ofCharger() {
            return what.startsWith("a charger's ");
        }
    }

    void start() {
        vertx.runOnContext(turn -> ask());
    }

    private void ask() {
        if (over) {
            return;
        }
        var begun = System.nanoTime();
        question.get().onComplete(done -> {
            synchronized (this) {
                var failure = Optional.ofNullable(done.cause()).map(Throwable::toString);
                asked.add(new Asked(begun, System.nanoTime(), failure));
            }
            vertx.setTimer(PAUSE_MILLIS, id -> ask());
        });
    }

    /** What it saw since it was asked last. */
    synchronized Seen seen() {
        int answered = 0;
        List<String> failures = new ArrayList<>();
        long longest = 0;
        long last = asked.isEmpty() ? 0 : asked.peekFirst().begun();
        for (var each : asked) {
            if (each.answered()) {
                answered++;
                longest = Math.max(longest, each.ended() - last);
                last = each.ended();
            } else {
                each.failure().ifPresent(failures::add);
            }
        }
        if (!asked.isEmpty()) {
            longest = Math.max(longest, asked.peekLast().ended() - last);
        }
        asked.clear();
        return new Seen(what, answered, failures, Duration.ofNanos(longest));
    }

    void stop() {
        vertx.runOnContext(turn -> over = true);
    }
}
