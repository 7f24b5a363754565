package com.flexicharge.launcher.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What all runs together saw. */
final class FaultSummary {
    /** Enough to look for the reason; their number is told in any case. */
    private static final int KEPT_VIOLATIONS = 1_000;

    private final Map<FaultKind, Integer> faults = new EnumMap<>(FaultKind.class);
    private final Map<FaultKind, Duration> longest = new EnumMap<>(FaultKind.class);
    private final Map<String, Long> counts = new TreeMap<>();
    private final List<String> violations = new ArrayList<>();
    private int violated;
    private int runs;
    private Duration took = Duration.ZERO;

    void add(RunResult result) {
        runs++;
        took = took.plus(result.took());
        result.counts().forEach((name, count) -> counts.merge(name, count, Long::sum));
        for (var fault : result.plan().faults()) {
            faults.merge(fault.kind(), 1, Integer::sum);
            longest.merge(fault.kind(), result.recovered(), (a, b) -> a.compareTo(b) > 0 ? a : b);
        }
        violated += result.violations().size();
        result.violations().stream()
                .limit(KEPT_VIOLATIONS - violations.size())
                .map(violation -> "seed " + result.plan().seed() + ": " + violation)
                .forEach(violations::add);
    }

    int runs() {
        return runs;
    }

    List<String> violations() {
        return Collections.unmodifiableList(violations);
    }

    Map<FaultKind, Integer> faults() {
        return Collections.unmodifiableMap(faults);
    }

    long count(String name) {
        return counts.getOrDefault(name, 0L);
    }

    /** For a report that programs read. */
    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("runs", runs);
        json.put("seconds", took.toSeconds());
        json.put("violated", violated);
        json.put("violations", violations);
        json.put("counts", counts);
        json.put("faults", faults);
        json.put(
                "longestRecoveryMs",
                longest.entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey, entry -> entry.getValue().toMillis(), (a, b) -> a, TreeMap::new)));
        return json;
    }

    /** For a person. */
    String text() {
        var text = new StringBuilder();
        text.append("%d runs in %d s, %d violations%n".formatted(runs, took.toSeconds(), violated));
        text.append("sent and compared:%n".formatted());
        counts.forEach((name, count) -> text.append("  %-28s %,12d%n".formatted(name, count)));
        text.append("faults, and the longest time until all was well again:%n".formatted());
        faults.forEach((kind, times) -> text.append("  %-28s %,12d %,9d ms%n"
                .formatted(
                        kind, times, longest.getOrDefault(kind, Duration.ZERO).toMillis())));
        violations.forEach(
                violation -> text.append("  VIOLATED ").append(violation).append('\n'));
        return text.toString();
    }
}
