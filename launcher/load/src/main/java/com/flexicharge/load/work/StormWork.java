package com.flexicharge.load.work;

import com.flexicharge.load.Options;
import java.util.List;

/** All chargers come at once, are cut off at once, and come back at once. */
public final class StormWork implements Work {
    private static final int CHARGERS = 10_000;
    private static final int OTHERS = 50;
    private static final int OTHERS_MESSAGES_A_SECOND = 50;
    private static final double SECOND = 1e9;

    @Override
    public String meaning(Options options) {
        return "%d chargers connect in the same instant, boot and report two connectors; all sockets drop; again. %d others send"
                        .formatted(options.chargersOr(CHARGERS), OTHERS)
                + " %d heartbeats a second meanwhile".formatted(OTHERS_MESSAGES_A_SECOND);
    }

    @Override
    public String name(Options options) {
        return "storm-" + options.chargersOr(CHARGERS);
    }

    @Override
    public void play(Scene scene) {
        var others = scene.chargers("H", Script.HEARTBEATS, OTHERS);
        var groups = scene.chargers("W", Script.ARRIVALS, scene.options().chargersOr(CHARGERS));
        try {
            Scene.await(others.stream().map(ChargerGroup::connect).toList());
            others.forEach(group -> group.playAtRate(OTHERS_MESSAGES_A_SECOND / (double) others.size()));
            scene.pass(scene.options().warmUp());
            Scene.take(others);
            scene.figure("until all are registered and booted, the first time", "s", seconds(groups));
            for (int again = 0; again < scene.options().windows(); again++) {
                groups.forEach(group -> group.drop().join());
                var seconds = seconds(groups);
                scene.figure("until all are booted again", "s", seconds);
                scene.tell("All are back after %.1f s".formatted(seconds));
            }
            Scene.take(others)
                    .latencies()
                    .forEach((action, times) -> scene.latency("Heartbeat of others meanwhile", times));
            scene.seen(Scene.take(groups));
            Scene.await(others.stream().map(ChargerGroup::end).toList());
        } finally {
            others.forEach(ChargerGroup::close);
            groups.forEach(ChargerGroup::close);
        }
    }

    private static double seconds(List<ChargerGroup> groups) {
        var start = System.nanoTime();
        Scene.await(groups.stream().map(ChargerGroup::connect).toList());
        return (System.nanoTime() - start) / SECOND;
    }
}
