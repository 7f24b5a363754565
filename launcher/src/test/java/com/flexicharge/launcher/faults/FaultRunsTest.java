package com.flexicharge.launcher.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/** A few of the seeded runs; {@link LongFaultRuns} plays a thousand. */
@Tag("slow")
class FaultRunsTest {
    @TempDir
    Path folder = Path.of("");

    @Test
    void whatAFleetWasToldHoldsThroughKillsHalfOpenSocketsAndResets(TestReporter reporter) {
        var kinds = List.of(
                FaultKind.BACKEND_KILLED,
                FaultKind.POSTGRES_KILLED,
                FaultKind.HALF_OPEN,
                FaultKind.RESET_STORM,
                FaultKind.DATABASE_ANSWERS_LOST);
        var summary = new FaultSummary();
        Quiet.wires();

        var vertx = Vertx.vertx();
        try (var rig = FaultRig.in(folder, folder.resolve("backend.log"))) {
            for (var kind : kinds) {
                var plan = FaultPlan.of(FaultPlan.seed(kind, 0));
                var result = new FaultRun(rig, vertx, plan, "S" + plan.seed()).play();
                summary.add(result);
            }
        } finally {
            vertx.close();
        }

        reporter.publishEntry(summary.text());
        assertThat(summary.violations()).as(summary.text()).isEmpty();
        assertThat(summary.faults()).containsKeys(kinds.toArray(FaultKind[]::new));
        assertThat(summary.count("acknowledged")).isGreaterThan(1_000);
    }
}
