package com.flexicharge.load.result;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * One work done to one server.
 *
 * @param name     of the file it is kept in
 * @param meaning  what was done, for people
 * @param at       when, ISO 8601
 * @param command  that does it again
 * @param problems what the chargers met that should not be, and how often
 * @param lost     what chargers were told and the database does not hold; nothing, if all is well
 * @param checked  what the database was asked about, for people
 */
public record Result(
        String work,
        String name,
        String meaning,
        String at,
        String command,
        String target,
        Machine machine,
        List<Figure> figures,
        List<Latency> latencies,
        Map<String, Long> problems,
        String checked,
        List<String> lost) {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    /** @return the file it was written to */
    public Path write(Path folder) {
        var file = folder.resolve(name + ".json");
        try {
            Files.createDirectories(folder);
            JSON.writeValue(file.toFile(), this);
        } catch (IOException e) {
            throw new UncheckedIOException("The result could not be written to " + file, e);
        }
        return file;
    }

    public static Result read(Path file) {
        try {
            return JSON.readValue(file.toFile(), Result.class);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " holds no result of this program", e);
        }
    }

    /** Lines for a terminal. */
    public String text() {
        var text = new StringBuilder("%n%s: %s%n".formatted(name, meaning));
        figures.forEach(figure -> text.append("  %-44s %,12.1f %-12s (%,.1f to %,.1f, %d times)%n"
                .formatted(
                        figure.what(),
                        figure.median(),
                        figure.unit(),
                        figure.least(),
                        figure.most(),
                        figure.values().size())));
        latencies.forEach(latency ->
                text.append("  %-44s p50 %,9.2f ms   p99 %,9.2f ms   p99.9 %,9.2f ms   most %,9.2f ms  (%,d)%n"
                        .formatted(
                                latency.what(),
                                latency.p50() / 1e3,
                                latency.p99() / 1e3,
                                latency.p999() / 1e3,
                                latency.most() / 1e3,
                                latency.count())));
        problems.forEach((problem, times) -> text.append("  PROBLEM, %d times: %s%n".formatted(times, problem)));
        text.append("  ").append(checked).append(System.lineSeparator());
        lost.forEach(what -> text.append("  LOST: ").append(what).append(System.lineSeparator()));
        return text.toString();
    }
}
