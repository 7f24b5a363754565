package com.flexicharge.launcher.operations;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The names in what {@code /metrics} answers, as Prometheus has them after a scrape.
 *
 * @param samples labels by the name of the metric
 */
record Scrape(Map<String, Set<String>> samples) {
    private static final Pattern SAMPLE = Pattern.compile("([a-zA-Z_:][\\w:]*)(\\{.*})? \\S+");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"(?:[^\"\\\\]|\\\\.)*\"");

    /** Prometheus puts them on everything it scrapes. */
    private static final Set<String> OF_PROMETHEUS = Set.of("instance", "job");

    static Scrape of(String text) {
        Map<String, Set<String>> samples = new HashMap<>();
        // what Prometheus itself says of each target
        samples.put("up", new HashSet<>(OF_PROMETHEUS));
        text.lines().filter(line -> !line.startsWith("#")).forEach(line -> {
            var sample = SAMPLE.matcher(line);
            if (!sample.matches()) {
                throw new IllegalArgumentException("No sample: " + line);
            }
            var labels = samples.computeIfAbsent(sample.group(1), name -> new HashSet<>(OF_PROMETHEUS));
            LABEL.matcher(Objects.requireNonNullElse(sample.group(2), ""))
                    .results()
                    .forEach(label -> labels.add(label.group(1)));
        });
        return new Scrape(samples);
    }

    boolean has(String metric) {
        return samples.containsKey(metric);
    }

    Set<String> labels(String metric) {
        return samples.getOrDefault(metric, Set.of());
    }
}
