package com.flexicharge.load.work;

import com.flexicharge.load.Options;
import java.util.Map;

/** Closed loop: chargers that do nothing but charge. */
public final class SessionWork implements Work {
    private static final int CHARGERS = 200;
    private static final int ARRIVALS_A_SECOND = 1_000;

    private final boolean everyReading;

    /** @param everyReading is stored before it is confirmed; else one in the usual interval */
    public SessionWork(boolean everyReading) {
        this.everyReading = everyReading;
    }

    @Override
    public String meaning(Options options) {
        return options.chargersOr(CHARGERS)
                + " chargers: Start, 5 MeterValues of 3 samples, Stop, and again, each as soon as it is answered"
                + (everyReading ? "; every reading stored before its answer" : "");
    }

    @Override
    public String name(Options options) {
        return (everyReading ? "session-all-" : "session-") + options.chargersOr(CHARGERS);
    }

    @Override
    public Map<String, String> settings() {
        return everyReading ? Map.of("LIVEMETRICS_DB_UPDATE_INTERVAL", "0") : Map.of();
    }

    @Override
    public void play(Scene scene) {
        var name = "S";
        var groups = scene.chargers(name, Script.SESSIONS, scene.options().chargersOr(CHARGERS));
        try {
            Scene.await(groups.stream()
                    .map(group -> group.connect(ARRIVALS_A_SECOND))
                    .toList());
            groups.forEach(ChargerGroup::playAtOnce);
            scene.windows(groups);
            Scene.await(groups.stream().map(ChargerGroup::end).toList());
            scene.check(groups, name, everyReading);
        } finally {
            groups.forEach(ChargerGroup::close);
        }
    }
}
