package com.flexicharge.launcher.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.flexicharge.launcher.faults.FaultPlan;
import com.flexicharge.launcher.faults.FaultRun;
import com.flexicharge.launcher.faults.FaultRun.Step;
import com.flexicharge.launcher.faults.Quiet;
import com.flexicharge.testing.TestDatabase;
import com.flexicharge.testing.TestDatabaseExtension;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Every process of a cluster killed, frozen and stopped in order, one after the other, while chargers charge and one of each kind of
 * request is asked all the time: {@code mvn -q -Pfaults test -Dtest=LongClusterRuns}, or
 * {@code -Dcluster.blows=KILLED,FROZEN -Dcluster.nodes=ocpp1,charger2} of it. Its log and each process's are in {@code
 * launcher/target/cluster}. Its name keeps it from the usual build.
 */
@ExtendWith(TestDatabaseExtension.class)
class LongClusterRuns {
    private static final int CHARGERS = 12;

    private final Path folder = Path.of("target", "cluster").toAbsolutePath();
    private final List<String> violations = new ArrayList<>();

    /** What is done to a process; it takes so long altogether. */
    private enum Blow {
        KILLED(Duration.ofSeconds(16)) {
            @Override
            Stream<Step> steps(Node node) {
                return Stream.of(
                        new Step(Duration.ofSeconds(3), node.process()::kill),
                        new Step(Duration.ofSeconds(10), node.process()::start));
            }
        },
        RESTARTED_IN_ORDER(Duration.ofSeconds(16)) {
            @Override
            Stream<Step> steps(Node node) {
                return Stream.of(
                        new Step(Duration.ofSeconds(3), node.process()::stop),
                        new Step(Duration.ofSeconds(4), node.process()::start));
            }
        },
        FROZEN(Duration.ofSeconds(24)) {
            @Override
            Stream<Step> steps(Node node) {
                return Stream.of(
                        new Step(Duration.ofSeconds(3), node.process()::freeze),
                        new Step(Duration.ofSeconds(15), node.process()::thaw));
            }
        };

        private final Duration load;

        Blow(Duration load) {
            this.load = load;
        }

        abstract Stream<Step> steps(Node node);
    }

    @Test
    void whatFleetsWereToldHoldsWhicheverProcessIsLost(TestDatabase database) throws IOException {
        Files.createDirectories(folder);
        Quiet.wires();
        var vertx = Vertx.vertx();
        try (var log = new PrintStream(folder.resolve("cluster.log").toFile(), StandardCharsets.UTF_8);
                var rig = ClusterRig.in(database, folder, Map.of());
                var probes = new Probes(rig, "probe")) {
            for (var blow : Blow.values()) {
                for (var node : rig.nodes()) {
                    if (isWanted("cluster.blows", blow.name()) && isWanted("cluster.nodes", node.name())) {
                        play(blow, node, rig, vertx, probes, log);
                    }
                }
            }
        } finally {
            vertx.close();
        }
        assertThat(violations).isEmpty();
    }

    private static boolean isWanted(String property, String name) {
        var wanted = System.getProperty(property, "");
        return wanted.isEmpty() || List.of(wanted.split(",")).contains(name);
    }

    private void play(Blow blow, Node node, ClusterRig rig, Vertx vertx, Probes probes, PrintStream log) {
        var plan = new FaultPlan(1, CHARGERS, blow.load, List.of());
        var name = blow.name().charAt(0) + node.name();
        probes.seen();
        var result = new FaultRun(rig, vertx, plan, name, fleet -> blow.steps(node)).play();
        result.violations().forEach(violation -> violations.add(node + " " + blow + ": " + violation));
        tell(log, "%s %s: %s".formatted(node, blow, result.report()));
        probes.seen()
                .forEach(seen -> tell(
                        log,
                        "    %-38s %,6d answered %,4d failed, longest wait %,6d ms"
                                .formatted(
                                        seen.what(),
                                        seen.answered(),
                                        seen.failures().size(),
                                        seen.longest().toMillis())));
    }

    private static void tell(PrintStream log, String text) {
        log.println(text);
        log.flush();
        System.out.println(text);
    }
}
