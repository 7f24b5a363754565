package com.flexicharge.load.result;

import java.util.List;

/**
 * One thing that was measured, as often as it was measured.
 *
 * @param what for people
 * @param unit behind each value: messages/s, µs, MB …
 */
public record Figure(String what, String unit, List<Double> values) {
    public Figure {
        if (values.isEmpty()) {
            throw new IllegalArgumentException(what + " was never measured");
        }
        values = List.copyOf(values);
    }

    public double median() {
        var sorted = values.stream().sorted().toList();
        var middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    public double least() {
        return values.stream().mapToDouble(value -> value).min().orElseThrow();
    }

    public double most() {
        return values.stream().mapToDouble(value -> value).max().orElseThrow();
    }
}
