package com.flexicharge.launcher.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.flexicharge.launcher.faults.FaultRun.Step;
import com.flexicharge.launcher.faults.Quiet;
import com.flexicharge.testing.FaultyProxy;
import com.flexicharge.testing.TestDatabase;
import com.flexicharge.testing.TestDatabaseExtension;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A cluster cut in two, again and again, at each process and in the middle, while all of them live on, reach the database and are reached
 * by chargers and people: {@code mvn -q -Pfaults test -Dtest=LongPartitionRuns} as root of a Linux machine, or {@code
 * -Dcluster.parts=halves,ocpp1} of it. Its log and each process's are in {@code launcher/target/partition}.
 */
@ExtendWith(TestDatabaseExtension.class)
class LongPartitionRuns {
    /** Six times as long as it takes a member to be given up. */
    private static final Duration CUT = Duration.ofSeconds(36);

    private static final Duration BEFORE = Duration.ofSeconds(3);

    /** Both sides look for each other every 10 s, and become one again. */
    private static final Duration AFTER = Duration.ofSeconds(30);

    private final Path folder = Path.of("target", "partition").toAbsolutePath();

    @Test
    void whatFleetsWereToldHoldsWhoeverCannotHearWhom(TestDatabase database) throws IOException {
        Files.createDirectories(folder);
        Quiet.wires();
        var vertx = Vertx.vertx();
        try (var islands = Islands.make(ClusterRig.NODES);
                var toDatabase = FaultyProxy.before(database.host(), database.port(), islands.shore());
                var log = new PrintStream(folder.resolve("partition.log").toFile(), StandardCharsets.UTF_8);
                var rig = ClusterRig.on(islands, database, database.through(toDatabase), folder);
                var probes = new Probes(rig, "probe")) {
            var onslaught = new Onslaught(rig, vertx, probes, log);
            parts(rig).forEach((name, part) -> {
                var steps = Stream.of(
                        new Step(BEFORE, () -> islands.part(part)), new Step(BEFORE.plus(CUT), islands::join));
                onslaught.play("P" + name, name + " PARTED", BEFORE.plus(CUT).plus(AFTER), steps);
            });
            assertThat(onslaught.violations()).isEmpty();
        } finally {
            vertx.close();
        }
    }

    /** Each process from all others; and one of each kind from the other of each, so that both halves have all they need. */
    private static Map<String, Set<Integer>> parts(ClusterRig rig) {
        var parts = new LinkedHashMap<String, Set<Integer>>();
        parts.put("halves", Set.of(0, 2, 4));
        for (int node = 0; node < ClusterRig.NODES; node++) {
            parts.put(rig.nodes().get(node).name(), Set.of(node));
        }
        parts.keySet().removeIf(name -> !isWanted(name));
        return parts;
    }

    private static boolean isWanted(String name) {
        var wanted = System.getProperty("cluster.parts", "");
        return wanted.isEmpty() || Set.of(wanted.split(",")).contains(name);
    }
}
