package com.flexicharge.fleet;

import java.util.random.RandomGenerator;

/**
 * A car that wants energy. What it takes follows its battery: all it gets up to four fifths, then less and less; a cold start takes a
 * few seconds. Touched by one thread.
 */
final class Car {
    /** The battery's own electronics ask for little at first. */
    private static final double WARM_UP_SECONDS = 20;

    private static final double TAPERS_FROM = 0.8;
    private static final double LEAST_SHARE = 0.08;
    private static final int[] CAPACITIES_WH = {38_000, 52_000, 60_000, 77_000, 95_000};
    private static final double SHORTEST_MINUTES = 2;
    private static final double LONGEST_MINUTES = 12;

    private final double capacityWh;
    private final double mostW;
    private final double enough;
    private double level;
    private double deliveredWh;
    private double seconds;

    /**
     * @param level  of the battery when it comes, 0…1
     * @param enough level at which its driver leaves, or it stops by itself
     */
    Car(double capacityWh, double mostW, double level, double enough) {
        this.capacityWh = capacityWh;
        this.mostW = mostW;
        this.level = level;
        this.enough = Math.min(1, Math.max(level, enough));
    }

    /** One that stays for some minutes at a connector of this power. */
    static Car drawn(RandomGenerator random, int connectorW) {
        double capacityWh = CAPACITIES_WH[random.nextInt(CAPACITIES_WH.length)];
        double mostW = Math.min(
                connectorW, connectorW > 22_000 ? random.nextInt(70_000, 220_000) : 11_000 * (1 + random.nextInt(2)));
        double level = random.nextDouble(0.1, 0.75);
        double minutes = random.nextDouble(SHORTEST_MINUTES, LONGEST_MINUTES);
        return new Car(capacityWh, mostW, level, level + mostW * minutes / 60 / capacityWh);
    }

    /** It charges for so long, and is full or leaves when it has enough. */
    void charge(double duration) {
        // In steps of a second, because what it takes changes as it fills.
        for (double rest = duration; rest > 0 && !isContent(); rest -= 1) {
            double step = Math.min(1, rest);
            double wh = Math.min(powerNow() * step / 3600, (enough - level) * capacityWh);
            deliveredWh += wh;
            level = wh >= (enough - level) * capacityWh ? enough : level + wh / capacityWh;
            seconds += step;
        }
    }

    boolean isContent() {
        return level >= enough;
    }

    int powerW() {
        return isContent() ? 0 : (int) Math.round(powerNow());
    }

    int percent() {
        return (int) Math.floor(level * 100);
    }

    long deliveredWh() {
        return (long) deliveredWh;
    }

    private double powerNow() {
        double warm = Math.min(1, (seconds + 1) / WARM_UP_SECONDS);
        double taper = level <= TAPERS_FROM ? 1 : Math.max(LEAST_SHARE, 1 - (level - TAPERS_FROM) / (1 - TAPERS_FROM));
        return mostW * warm * taper;
    }
}
