package com.flexicharge.load.work;

import com.flexicharge.load.Options;
import java.util.List;
import java.util.Map;

/** Open loop: readings on their way to people's sockets. */
public final class LiveWork implements Work {
    private static final int FRAMES_A_SECOND = 2_000;
    private static final int CHARGERS = 1_000;
    private static final int ARRIVALS_A_SECOND = 1_000;

    private final int watchersEach;

    /** @param watchersEach sockets that get the readings of one charger */
    public LiveWork(int watchersEach) {
        this.watchersEach = watchersEach;
    }

    private int chargers(Options options) {
        return options.chargersOr(CHARGERS / watchersEach);
    }

    private int rate(Options options) {
        return options.rateOr(FRAMES_A_SECOND / watchersEach);
    }

    @Override
    public String meaning(Options options) {
        return "%d chargers send %d readings a second, each to %d sockets of its user"
                .formatted(chargers(options), rate(options), watchersEach);
    }

    @Override
    public String name(Options options) {
        return "live-1-to-" + watchersEach;
    }

    @Override
    public Map<String, String> settings() {
        return Map.of("LIVEMETRICS_AUTH", "0");
    }

    @Override
    public void play(Scene scene) {
        scene.ownServer();
        var name = "L";
        var groups = scene.chargers(name, Script.READINGS, chargers(scene.options()));
        try {
            Scene.await(groups.stream()
                    .map(group -> group.connect(ARRIVALS_A_SECOND))
                    .toList());
            Scene.await(groups.stream().map(group -> group.watch(watchersEach)).toList());
            groups.forEach(group -> group.playAtRate(rate(scene.options()) / (double) groups.size()));
            scene.windows(groups);
            Scene.await(groups.stream().map(ChargerGroup::end).toList());
            lost(scene, groups);
            scene.check(groups, name, false);
        } finally {
            groups.forEach(ChargerGroup::close);
        }
    }

    /** Every reading that was answered must have reached every socket; the last ones may still be on their way. */
    private void lost(Scene scene, List<ChargerGroup> groups) {
        for (var group : groups) {
            Scene.await(List.of(group.allWatched(watchersEach)));
        }
        scene.tell("Every reading reached each of its sockets");
    }
}
