package com.flexicharge.launcher.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.flexicharge.launcher.faults.FaultPlan;
import com.flexicharge.launcher.faults.FaultRun;
import com.flexicharge.launcher.faults.FaultRun.Step;
import com.flexicharge.launcher.faults.Quiet;
import com.flexicharge.testing.TestDatabase;
import com.flexicharge.testing.TestDatabaseExtension;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Six processes, two of each kind, and chargers that charge: one of each kind is killed, then the other one of each is restarted in
 * order. {@link LongClusterRuns} does it to each of them, and more.
 */
@Tag("slow")
@ExtendWith(TestDatabaseExtension.class)
class NodeLossTest {
    private static final int CHARGERS = 12;

    /** That a process was away: {@code fail_timeout} of its configuration, and a little more. Operators wait as long. */
    private static final Duration FRONT_DOOR_FORGETS = Duration.ofMillis(1_500);

    @TempDir
    Path folder = Path.of("");

    @Test
    void killsLoseNothingAcknowledgedAndARollingRestartIsNoticedByNobody(TestDatabase database, TestReporter reporter) {
        Quiet.wires();
        var vertx = Vertx.vertx();
        try (var rig = ClusterRig.in(database, folder, Map.of());
                var probes = new Probes(rig, "probe")) {
            var steps = Stream.of(
                            kill(rig.node("ocpp1"), 1),
                            kill(rig.node("charger1"), 4),
                            kill(rig.node("transaction1"), 7),
                            restart(rig, probes, 12))
                    .flatMap(each -> each);
            var plan = new FaultPlan(1, CHARGERS, Duration.ofSeconds(15), List.of());

            var result = new FaultRun(rig, vertx, plan, "N", fleet -> steps).play();
            var seen = probes.seen();

            reporter.publishEntry(result.report() + seen);
            assertThat(result.violations()).as(result.report()).isEmpty();
            assertThat(result.count("acknowledged")).isGreaterThan(300);
            assertThat(seen).allSatisfy(each -> assertThat(each.answered()).isPositive());
            assertThat(seen)
                    .filteredOn(each -> !each.ofCharger())
                    .allSatisfy(
                            each -> assertThat(each.failures()).as(each.what()).isEmpty());
        } finally {
            vertx.close();
        }
    }

    private static Stream<Step> kill(Node node, int second) {
        return Stream.of(
                new Step(Duration.ofSeconds(second), node.process()::kill),
                new Step(Duration.ofSeconds(second + 3L), node.process()::start));
    }

    /** What was seen before is forgotten. */
    private static Stream<Step> restart(ClusterRig rig, Probes probes, int second) {
        var settled = Stream.of(new Step(Duration.ofSeconds(second), () -> {
            rig.nodes().forEach(node -> node.process().awaitReady());
            LockSupport.parkNanos(FRONT_DOOR_FORGETS.toNanos());
            probes.seen();
        }));
        var restarts = Stream.of("ocpp2", "charger2", "transaction2")
                .map(rig::node)
                .map(node -> new Step(Duration.ofSeconds(second), () -> {
                    node.process().stop();
                    node.process().start();
                    node.process().awaitReady();
                    LockSupport.parkNanos(FRONT_DOOR_FORGETS.toNanos());
                }));
        return Stream.concat(settled, restarts);
    }
}
