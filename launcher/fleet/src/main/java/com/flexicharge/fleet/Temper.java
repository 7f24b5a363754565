package com.flexicharge.fleet;

import java.util.random.RandomGenerator;

/**
 * How one charger behaves. All of it is seen in real ones.
 *
 * @param keepsIds       a message sent again keeps its id
 * @param repeats        one in so many acknowledged messages about money is sent once more; 0: none
 * @param drops          one in so many answers is not waited for: the socket is dropped right behind the message; 0: none
 * @param forgetsStops   one in so many charges ends without a stop: the power went; 0: none
 * @param impatient      gives a start up after two unanswered attempts, and stops with transaction -1
 * @param absurdClock    writes times beyond belief into its starts
 */
record Temper(boolean keepsIds, int repeats, int drops, int forgetsStops, boolean impatient, boolean absurdClock) {
    static Temper drawn(RandomGenerator random, Dialect dialect) {
        var any = new Temper(
                random.nextBoolean(),
                oneIn(random, 10),
                oneIn(random, 100),
                oneIn(random, 20),
                random.nextInt(6) == 0,
                random.nextInt(8) == 0);
        return dialect.hasIds() ? any : any.withoutSecrets();
    }

    /** Who names no transaction cannot leave one out: nobody could tell its charges apart. */
    private Temper withoutSecrets() {
        return new Temper(keepsIds, repeats, drops, 0, false, false);
    }

    /** Half of the chargers do not do it at all. */
    private static int oneIn(RandomGenerator random, int times) {
        return random.nextBoolean() ? times : 0;
    }

    static boolean happens(int oneIn, RandomGenerator random) {
        return oneIn > 0 && random.nextInt(oneIn) == 0;
    }
}
