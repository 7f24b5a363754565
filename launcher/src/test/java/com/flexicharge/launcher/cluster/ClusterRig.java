package com.flexicharge.launcher.cluster;

import com.flexicharge.fleet.Door;
import com.flexicharge.launcher.e2e.RunningServer;
import com.flexicharge.launcher.faults.Rig;
import com.flexicharge.launcher.faults.Seat;
import com.flexicharge.shared.http.Tokens;
import com.flexicharge.testing.TestDatabase;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Two processes of each kind behind one front door: nothing is the only one of its kind. */
final class ClusterRig implements Rig, AutoCloseable {
    /** A cold Java on a busy machine, the cluster joined, and the other modules found. */
    private static final Duration RECOVERY = Duration.ofSeconds(60);

    static final List<String> DOORS = List.of("ocpp");
    static final List<String> REGISTRY = List.of("charger", "account");
    static final List<String> SESSIONS = List.of("transaction", "livemetrics");

    private final TestDatabase database;
    private final List<Node> nodes = new ArrayList<>();
    private final FrontDoor front;

    private static final List<List<String>> KINDS = List.of(DOORS, REGISTRY, SESSIONS);

    /** How many there are. */
    static final int NODES = 2 * KINDS.size();

    /** @param near the same database, as the processes find it */
    private ClusterRig(
            List<Seat> seats, TestDatabase database, TestDatabase near, Path folder, Map<String, String> more) {
        this.database = database;
        FrontDoor.program();
        var places = seats.stream().map(Node.Place::on).toList();
        var members = places.stream().map(Node.Place::member).collect(Collectors.joining(","));
        var settings = new java.util.HashMap<>(more);
        settings.put("PUBLIC_URL", "http://127.0.0.1:" + RunningServer.freePort());
        for (int i = 0; i < places.size(); i++) {
            var modules = KINDS.get(i / 2);
            var name = modules.get(0) + (i % 2 + 1);
            nodes.add(Node.start(name, modules, places.get(i), members, near, folder, settings));
        }
        front = new FrontDoor(nodes, folder.resolve("nginx"));
    }

    /** Returns when all serve. */
    static ClusterRig in(TestDatabase database, Path folder, Map<String, String> more) {
        return serving(new ClusterRig(Collections.nCopies(NODES, Seat.HERE), database, database, folder, more));
    }

    /** Each on an island of its own, in the order of {@link #nodes}. Returns when all serve. */
    static ClusterRig on(Islands islands, TestDatabase database, TestDatabase near, Path folder) {
        return serving(new ClusterRig(islands.seats(), database, near, folder, Map.of()));
    }

    private static ClusterRig serving(ClusterRig rig) {
        try {
            rig.nodes.forEach(node -> node.process().awaitReady());
            return rig;
        } catch (RuntimeException | Error fault) {
            rig.close();
            throw fault;
        }
    }

    List<Node> nodes() {
        return List.copyOf(nodes);
    }

    /** @param name of its first module, and 1 or 2 */
    Node node(String name) {
        return nodes.stream()
                .filter(node -> node.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public Door door() {
        return front.sockets();
    }

    @Override
    public Door http() {
        return front.http();
    }

    @Override
    public Tokens tokens(Vertx vertx) {
        return nodes.get(0).process().tokens(vertx);
    }

    @Override
    public TestDatabase database() {
        return database;
    }

    @Override
    public Optional<String> heal() {
        nodes.forEach(node -> node.process().start());
        return nodes.stream()
                .filter(node -> !node.process().isReadyWithin(RECOVERY))
                .map(node -> node + " was not ready " + RECOVERY.toSeconds() + " s after the last fault: it "
                        + node.process().condition())
                .findFirst();
    }

    @Override
    public void close() {
        nodes.forEach(node -> node.process().close());
        front.close();
    }
}
