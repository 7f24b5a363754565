package com.flexicharge.launcher.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Many seeded runs, one after the other on one backend and one database: {@code mvn -q -Pfaults test}. Settings:
 * {@code -Dfaults.runs=1000}, or {@code -Dfaults.minutes=60} for as many as go into that, from {@code -Dfaults.seed=1} on. Its
 * log, the backend's, and a summary as JSON are in {@code launcher/target/faults}. Its name keeps it from the usual build.
 */
class LongFaultRuns {
    private static final int USUAL_RUNS = 1_000;

    private final Path folder = Path.of("target", "faults").toAbsolutePath();
    private final long firstSeed = Long.getLong("faults.seed", 1);
    private final Duration minutes = Duration.ofMinutes(Long.getLong("faults.minutes", 0));
    private final int runs = Integer.getInteger("faults.runs", minutes.isZero() ? USUAL_RUNS : Integer.MAX_VALUE);

    @Test
    void whatFleetsWereToldHoldsThroughEveryFault(@TempDir Path files) throws IOException {
        Files.createDirectories(folder);
        Quiet.wires();
        Files.deleteIfExists(folder.resolve("backend.log"));
        var summary = new FaultSummary();
        try (var log = new PrintStream(folder.resolve("faults.log").toFile(), StandardCharsets.UTF_8)) {
            play(files, summary, log);
            tell(log, summary.text());
        } finally {
            var json = new ObjectMapper().writerWithDefaultPrettyPrinter();
            json.writeValue(
                    folder.resolve("summary-from-" + firstSeed + ".json").toFile(), summary.json());
        }
        assertThat(summary.violations()).isEmpty();
    }

    private void play(Path files, FaultSummary summary, PrintStream log) {
        var begin = System.nanoTime();
        var vertx = Vertx.vertx();
        try (var rig = FaultRig.in(files, folder.resolve("backend.log"))) {
            for (long seed = firstSeed; goesOn(summary.runs(), begin); seed++) {
                var result = new FaultRun(rig, vertx, FaultPlan.of(seed), "R" + seed).play();
                summary.add(result);
                tell(log, result.report());
            }
        } finally {
            vertx.close();
        }
    }

    private boolean goesOn(int played, long begin) {
        return played < runs && (minutes.isZero() || System.nanoTime() - begin < minutes.toNanos());
    }

    private static void tell(PrintStream log, String text) {
        log.println(text);
        log.flush();
        System.out.println(text);
    }
}
