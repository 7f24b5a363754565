package com.flexicharge.load.result;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * A piece of the server that JMH has measured by itself.
 *
 * @param name  of the benchmark, with its parameters
 * @param score in this unit, {@code us/op}
 * @param error half the width of the interval that holds the true score in 99.9 of 100 cases; not a number: measured too seldom
 * @param bytes allocated for each operation; not a number: that was not measured
 * @param java  it was measured with
 */
record Piece(String name, double score, double error, String unit, double bytes, String java) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Whether JMH has written this file: a result of a work is an object, its results are an array. */
    static boolean isIn(Path file) {
        return tree(file).isArray();
    }

    static List<Piece> read(Path file) {
        return StreamSupport.stream(tree(file).spliterator(), false)
                .map(Piece::of)
                .toList();
    }

    private static Piece of(JsonNode measured) {
        var score = measured.path("primaryMetric");
        var name = measured.path("benchmark").asText();
        var parameters = measured.path("params").properties().stream()
                .map(each -> ", " + each.getKey() + " " + each.getValue().asText())
                .collect(Collectors.joining());
        return new Piece(
                name.replaceFirst(".*\\.(?=\\w+\\.\\w+$)", "") + parameters,
                number(score.path("score")),
                number(score.path("scoreError")),
                score.path("scoreUnit").asText(),
                number(measured.path("secondaryMetrics")
                        .path("gc.alloc.rate.norm")
                        .path("score")),
                measured.path("vmName").asText() + " "
                        + measured.path("jdkVersion").asText());
    }

    /** JMH writes some as text. */
    private static double number(JsonNode node) {
        return node.asDouble(Double.NaN);
    }

    private static JsonNode tree(Path file) {
        try {
            return JSON.readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(file + " holds no result", e);
        }
    }
}
