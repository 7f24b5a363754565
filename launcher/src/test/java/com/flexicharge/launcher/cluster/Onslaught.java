package com.flexicharge.launcher.cluster;

import com.flexicharge.launcher.faults.FaultPlan;
import com.flexicharge.launcher.faults.FaultRun;
import com.flexicharge.launcher.faults.FaultRun.Step;
import io.vertx.core.Vertx;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Blow after blow at one cluster, while chargers charge and one of each kind of request is asked all the time. */
final class Onslaught {
    private static final int CHARGERS = 12;

    private final ClusterRig rig;
    private final Vertx vertx;
    private final Probes probes;
    private final PrintStream log;
    private final List<String> violations = new ArrayList<>();

    Onslaught(ClusterRig rig, Vertx vertx, Probes probes, PrintStream log) {
        this.rig = rig;
        this.vertx = vertx;
        this.probes = probes;
        this.log = log;
    }

    /**
     * @param chargers what their identities begin with
     * @param what     is done, for the log
     * @param load     so long chargers begin new sessions
     */
    void play(String chargers, String what, Duration load, Stream<Step> steps) {
        var plan = new FaultPlan(1, CHARGERS, load, List.of());
        probes.seen();
        var result = new FaultRun(rig, vertx, plan, chargers, fleet -> steps).play();
        result.violations().forEach(violation -> violations.add(what + ": " + violation));
        tell("%s: %s".formatted(what, result.report()));
        probes.seen()
                .forEach(seen -> tell("    %-38s %,6d answered %,4d failed, longest wait %,6d ms"
                        .formatted(
                                seen.what(),
                                seen.answered(),
                                seen.failures().size(),
                                seen.longest().toMillis())));
    }

    /** Of all blows so far. */
    List<String> violations() {
        return List.copyOf(violations);
    }

    private void tell(String text) {
        log.println(text);
        log.flush();
        System.out.println(text);
    }
}
