package com.flexicharge.launcher.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;

/**
 * What a run does, drawn from its seed alone: how many chargers, for how long, and what breaks when. The first fault goes round
 * all kinds from seed to seed, the others are drawn; so any as many seeds in a row as there are kinds meet every kind.
 *
 * @param load how long the chargers charge before they are asked to finish
 */
public record FaultPlan(long seed, int chargers, Duration load, List<Fault> faults) {
    private static final List<FaultKind> KINDS = List.of(FaultKind.values());

    public FaultPlan {
        faults = List.copyOf(faults);
    }

    static FaultPlan of(long seed) {
        var random = new Random(seed);
        // the first numbers of neighbouring seeds are alike
        random.nextLong();
        var load = Duration.ofMillis(1_200 + random.nextInt(1_300));
        List<Fault> faults = new ArrayList<>();
        faults.add(fault(KINDS.get(Math.floorMod(seed, KINDS.size())), load, random));
        for (int more = random.nextInt(3); more > 0; more--) {
            faults.add(fault(another(random), load, random));
        }
        return new FaultPlan(seed, 20 + random.nextInt(31), load, faults);
    }

    /** The {@code nth} seed whose first fault is of that kind. */
    static long seed(FaultKind kind, int nth) {
        return (long) nth * KINDS.size() + KINDS.indexOf(kind);
    }

    /** A killed process costs seconds: it is drawn one time in five of those it comes up. */
    private static FaultKind another(RandomGenerator random) {
        var kind = KINDS.get(random.nextInt(KINDS.size()));
        return kind.killsAProcess() && random.nextInt(5) > 0 ? FaultKind.RESET : kind;
    }

    /** Not before the chargers have come, and a good part of the load meets what the fault has left behind. */
    private static Fault fault(FaultKind kind, Duration load, RandomGenerator random) {
        var at = 100 + random.nextInt((int) load.toMillis() - 300);
        return new Fault(kind, Duration.ofMillis(at), Duration.ofMillis(100 + random.nextInt(900)));
    }

    @Override
    public String toString() {
        return "seed " + seed + ": " + chargers + " chargers for " + load.toMillis() + " ms, " + faults;
    }
}
