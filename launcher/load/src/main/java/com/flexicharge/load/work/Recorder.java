package com.flexicharge.load.work;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/** What the chargers of one loop saw since it was last taken. On that loop. */
public final class Recorder {
    /** Different texts kept; of further ones only the number. */
    private static final int MOST_TEXTS = 20;

    private static final long LONGEST_MICROS = 120_000_000;

    private final Map<String, Histogram> latencies = new HashMap<>();
    private final Map<String, Long> problems = new TreeMap<>();

    /**
     * @param latencies of what was answered, in microseconds, by OCPP's action
     * @param problems  what went wrong, and how often
     */
    public record Seen(Map<String, Histogram> latencies, Map<String, Long> problems) {
        public long messages() {
            return latencies.values().stream()
                    .mapToLong(Histogram::getTotalCount)
                    .sum();
        }

        /** Both together. */
        public Seen and(Seen other) {
            var all = new HashMap<String, Histogram>();
            latencies.forEach((action, histogram) -> all.put(action, histogram.copy()));
            other.latencies.forEach((action, histogram) ->
                    all.computeIfAbsent(action, none -> histogram()).add(histogram));
            var both = new TreeMap<>(problems);
            other.problems.forEach((text, times) -> both.merge(text, times, Long::sum));
            return new Seen(all, both);
        }
    }

    static Histogram histogram() {
        return new Histogram(1, LONGEST_MICROS, 3);
    }

    void answered(String action, long nanos) {
        latencies
                .computeIfAbsent(action, none -> histogram())
                .recordValue(Math.min(LONGEST_MICROS, Math.max(1, nanos / 1_000)));
    }

    void problem(String text) {
        problems.merge(problems.size() < MOST_TEXTS || problems.containsKey(text) ? text : "others", 1L, Long::sum);
    }

    /** Begins anew. */
    Seen take() {
        var seen = new Seen(Map.copyOf(latencies), Map.copyOf(problems));
        latencies.clear();
        problems.clear();
        return seen;
    }
}
