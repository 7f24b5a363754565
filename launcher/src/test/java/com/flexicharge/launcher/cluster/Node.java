package com.flexicharge.launcher.cluster;

import com.flexicharge.launcher.e2e.RunningServer;
import com.flexicharge.launcher.faults.Backend;
import com.flexicharge.launcher.faults.Seat;
import com.flexicharge.testing.TestDatabase;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * One process of a cluster.
 *
 * @param name    for people
 * @param modules it runs
 */
record Node(String name, List<String> modules, Backend process) {
    /** Where a process is found by the others. */
    record Place(Seat seat, int port, int busPort) {
        static Place free() {
            return on(Seat.HERE);
        }

        static Place on(Seat seat) {
            return new Place(seat, RunningServer.freePort(), RunningServer.freePort());
        }

        String member() {
            return seat.host() + ":" + port;
        }
    }

    static Node start(
            String name,
            List<String> modules,
            Place place,
            String members,
            TestDatabase database,
            Path folder,
            Map<String, String> more) {
        var settings = new java.util.HashMap<>(more);
        settings.put("VERTICLES", String.join(",", modules));
        settings.put("CLUSTER", "1");
        settings.put("CLUSTER_HOST", place.seat().host());
        settings.put("CLUSTER_PORT", Integer.toString(place.port()));
        settings.put("CLUSTER_BUS_PORT", Integer.toString(place.busPort()));
        settings.put("CLUSTER_MEMBERS", members);
        settings.put("TRUST_PROXY", "1");
        return new Node(
                name,
                modules,
                new Backend(place.seat(), database, folder, folder.resolve(name + ".log"), List.of(), settings));
    }

    boolean runs(String module) {
        return modules.contains(module);
    }

    @Override
    public String toString() {
        return name;
    }
}
