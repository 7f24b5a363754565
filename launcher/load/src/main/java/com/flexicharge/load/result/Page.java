package com.flexicharge.load.result;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Results for people: a Markdown page with tables, and curves that Mermaid draws. */
public final class Page {
    /** Of more latencies there is no chart: nobody could tell its lines apart. */
    private static final int MOST_LINES = 8;

    private static final List<Double> SHOWN = List.of(50.0, 75.0, 90.0, 95.0, 99.0, 99.9);
    private static final double MILLI = 1_000;

    private Page() {}

    /**
     * Made anew from all results in a folder, those of works and those of JMH.
     *
     * @param page the file to write
     * @throws IllegalArgumentException if there are none
     */
    public static void write(Path folder, Path page) {
        var files = files(folder);
        var results = files.stream()
                .filter(file -> !Piece.isIn(file))
                .map(Result::read)
                .sorted(Comparator.comparing(Result::name))
                .toList();
        var text = new StringBuilder();
        text.append("# What it bears\n\n");
        text.append(
                "Made by `mvn -q -Pload compile exec:exec -Dload=page` from the files in `results/`, which hold the histograms too. ");
        text.append(
                "How it is measured is in `RATIONALE.md`. Each value is a median, with the lowest and highest behind it.\n");
        results.stream()
                .map(Result::machine)
                .distinct()
                .forEach(machine -> text.append(
                        "\nOn %d cores of an %s with %.0f GB, shared by server, database and chargers; %s, %s.\n"
                                .formatted(
                                        machine.cores(),
                                        machine.processor(),
                                        machine.memoryMB() / 1_024.0,
                                        machine.system(),
                                        machine.java())));
        results.forEach(result -> text.append(section(result)));
        files.stream().filter(Piece::isIn).forEach(file -> text.append(pieces(Piece.read(file))));
        try {
            Files.writeString(page, text);
        } catch (IOException e) {
            throw new UncheckedIOException("The page could not be written to " + page, e);
        }
    }

    private static List<Path> files(Path folder) {
        try (var files = Files.list(folder)) {
            var results = files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
            if (results.isEmpty()) {
                throw new IllegalArgumentException("There are no results in " + folder);
            }
            return results;
        } catch (IOException e) {
            throw new UncheckedIOException("The results in " + folder + " could not be read", e);
        }
    }

    private static String section(Result result) {
        var text = new StringBuilder("\n## %s\n\n%s. %s, %s; `%s`\n\n"
                .formatted(result.name(), result.meaning(), result.target(), day(result), result.command()));
        text.append("| | median | lowest to highest | measured |\n| --- | --- | --- | --- |\n");
        result.figures()
                .forEach(figure -> text.append("| %s | %s %s | %s to %s | %d × |\n"
                        .formatted(
                                figure.what(),
                                number(figure.median()),
                                figure.unit(),
                                number(figure.least()),
                                number(figure.most()),
                                figure.values().size())));
        if (!result.latencies().isEmpty()) {
            text.append(latencies(result.latencies()));
        }
        result.problems().forEach((what, times) -> text.append("\nPROBLEM, %d times: %s\n".formatted(times, what)));
        text.append("\n").append(result.checked()).append("\n");
        result.lost().forEach(what -> text.append("\nLOST: ").append(what).append("\n"));
        return text.toString();
    }

    private static String latencies(List<Latency> latencies) {
        var text = new StringBuilder(
                "\n| ms | p50 | p90 | p99 | p99.9 | longest | of |\n| --- | --- | --- | --- | --- | --- | --- |\n");
        latencies.forEach(latency -> text.append("| %s | %s | %s | %s | %s | %s | %,d |\n"
                .formatted(
                        latency.what(),
                        millis(latency.p50()),
                        millis(latency.p90()),
                        millis(latency.p99()),
                        millis(latency.p999()),
                        millis(latency.most()),
                        latency.count())));
        if (latencies.size() > MOST_LINES) {
            return text.toString();
        }
        text.append("\n```mermaid\nxychart-beta\n  title \"Latency by percentile, ms: %s\"\n"
                .formatted(latencies.stream().map(Latency::what).collect(Collectors.joining(", "))));
        text.append("  x-axis [%s]\n  y-axis \"ms\"\n"
                .formatted(SHOWN.stream().map(each -> "p" + number(each)).collect(Collectors.joining(", "))));
        latencies.forEach(latency -> text.append("  line [%s]\n"
                .formatted(SHOWN.stream().map(each -> millis(at(latency, each))).collect(Collectors.joining(", ")))));
        return text.append("```\n").toString();
    }

    private static String pieces(List<Piece> pieces) {
        var text = new StringBuilder(
                "\n## Single pieces\n\nMeasured by themselves, `mvn -q -Pbench compile exec:exec`; %s.\n\n"
                        .formatted(pieces.stream().map(Piece::java).distinct().collect(Collectors.joining(", "))));
        text.append("| | each | allocated, bytes |\n| --- | --- | --- |\n");
        pieces.forEach(piece -> text.append("| %s | %s%s %s | %s |\n"
                .formatted(
                        piece.name(),
                        exact(piece.score()),
                        Double.isNaN(piece.error()) ? "" : " ± " + exact(piece.error()),
                        piece.unit().replace("us/op", "µs").replace("/op", ""),
                        Double.isNaN(piece.bytes()) ? "" : String.format(Locale.ROOT, "%,.0f", piece.bytes()))));
        return text.toString();
    }

    private static String exact(double value) {
        return String.format(Locale.ROOT, "%,.2f", value);
    }

    private static long at(Latency latency, double percentile) {
        return latency.curve().stream()
                .filter(point -> point.percentile() == percentile)
                .findFirst()
                .orElseThrow()
                .micros();
    }

    private static String day(Result result) {
        return result.at().substring(0, result.at().indexOf('T'));
    }

    private static String millis(long micros) {
        return String.format(Locale.ROOT, "%.2f", micros / MILLI);
    }

    private static String number(double value) {
        return value == Math.rint(value) && value < MILLI
                ? String.format(Locale.ROOT, "%.0f", value)
                : String.format(Locale.ROOT, value < 1_000 ? "%.1f" : "%,.0f", value);
    }
}
