package com.flexicharge.launcher.cluster;

import static org.assertj.core.api.Assertions.assertThat;

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
    private final Path folder = Path.of("target", "cluster").toAbsolutePath();

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
            var onslaught = new Onslaught(rig, vertx, probes, log);
            for (var blow : Blow.values()) {
                for (var node : rig.nodes()) {
                    if (isWanted("cluster.blows", blow.name()) && isWanted("cluster.nodes", node.name())) {
                        var chargers = blow.name().charAt(0) + node.name();
                        onslaught.play(chargers, node + " " + blow, blow.load, blow.steps(node));
                    }
                }
            }
            assertThat(onslaught.violations()).isEmpty();
        } finally {
            vertx.close();
        }
    }

    private static boolean isWanted(String property, String name) {
        var wanted = System.getProperty(property, "");
        return wanted.isEmpty() || List.of(wanted.split(",")).contains(name);
    }
}
