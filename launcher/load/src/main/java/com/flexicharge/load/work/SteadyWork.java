package com.flexicharge.load.work;

import com.flexicharge.load.Options;

/** Open loop: a fleet that says what fleets say, at a rate that does not wait for the server. */
public final class SteadyWork implements Work {
    private static final int CHARGERS = 1_000;
    private static final int MESSAGES_A_SECOND = 2_000;
    private static final int ARRIVALS_A_SECOND = 1_000;

    @Override
    public String meaning(Options options) {
        return "%d chargers send %d messages a second, of twenty 8 MeterValues, 6 Heartbeats, 4 StatusNotifications, a Start and a Stop;"
                        .formatted(options.chargersOr(CHARGERS), options.rateOr(MESSAGES_A_SECOND))
                + " latency counts from when each was to be sent";
    }

    @Override
    public String name(Options options) {
        return "steady-" + options.rateOr(MESSAGES_A_SECOND);
    }

    @Override
    public void play(Scene scene) {
        var name = "F";
        var groups = scene.chargers(name, Script.MIXED, scene.options().chargersOr(CHARGERS));
        try {
            Scene.await(groups.stream()
                    .map(group -> group.connect(ARRIVALS_A_SECOND))
                    .toList());
            var rate = scene.options().rateOr(MESSAGES_A_SECOND) / (double) groups.size();
            groups.forEach(group -> group.playAtRate(rate));
            scene.windows(groups);
            Scene.await(groups.stream().map(ChargerGroup::end).toList());
            scene.check(groups, name, false);
        } finally {
            groups.forEach(ChargerGroup::close);
        }
    }
}
