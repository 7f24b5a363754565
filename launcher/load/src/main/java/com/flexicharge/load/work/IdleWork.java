package com.flexicharge.load.work;

import com.flexicharge.load.Options;
import com.flexicharge.load.server.LiveHeap;
import com.flexicharge.load.server.OwnServer;
import com.flexicharge.load.server.Use;
import java.util.List;
import java.util.Map;

/** Chargers that are connected and have nothing to say: what each costs in memory. */
public final class IdleWork implements Work {
    private static final int CHARGERS = 10_000;
    private static final int WARM_UP = 200;
    private static final int ARRIVALS_A_SECOND = 500;
    private static final int CLASSES_TOLD = 30;
    private static final double MEGA = 1e6;

    @Override
    public String meaning(Options options) {
        return options.chargersOr(CHARGERS) + " chargers have connected and booted, and are silent";
    }

    @Override
    public String name(Options options) {
        return "idle-" + options.chargersOr(CHARGERS);
    }

    @Override
    public void play(Scene scene) {
        var server = scene.ownServer();
        var chargers = scene.options().chargersOr(CHARGERS);
        var warming = scene.chargers("V", Script.ARRIVALS, WARM_UP);
        var groups = scene.chargers("I", Script.ARRIVALS, chargers);
        try {
            // What is loaded, compiled and pooled once is there before.
            connect(warming);
            scene.pass(scene.options().warmUp());
            var heapBefore = LiveHeap.of(server.server());
            var before = rest(server);
            connect(groups);
            scene.pass(scene.options().warmUp());
            var heap = LiveHeap.of(server.server()).since(heapBefore);
            scene.figure("live heap a charger", "bytes", heap.total() / (double) chargers);
            scene.figure("resident memory a charger", "bytes", (rest(server) - before) / (double) chargers);
            scene.figure("resident memory of the server without them", "MB", before / MEGA);
            classes(heap, chargers)
                    .forEach(line -> scene.figure("of the live heap: " + line.getKey(), "bytes", line.getValue()));
            scene.problems(Scene.take(groups).problems());
        } finally {
            warming.forEach(ChargerGroup::close);
            groups.forEach(ChargerGroup::close);
        }
    }

    private static void connect(List<ChargerGroup> groups) {
        Scene.await(
                groups.stream().map(group -> group.connect(ARRIVALS_A_SECOND)).toList());
    }

    /** The histogram has just collected the garbage; what the heap does not need has been given back as far as it ever is. */
    private static long rest(OwnServer server) {
        return Use.of(server.server()).residentBytes();
    }

    private static List<Map.Entry<String, Double>> classes(LiveHeap heap, int chargers) {
        return heap.bytes().entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .limit(CLASSES_TOLD)
                .map(entry -> Map.entry(entry.getKey(), entry.getValue() / (double) chargers))
                .toList();
    }
}
