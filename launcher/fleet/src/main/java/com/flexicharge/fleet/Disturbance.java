package com.flexicharge.fleet;

/** What chargers do to a central system by themselves, all of a fleet at the same moment. */
public enum Disturbance {
    /** Every socket is dropped without a word, and all come back. */
    DROP_ALL,
    /** Every charger opens a second socket and forgets the first, which stays open. */
    SECOND_SOCKETS,
    /** Every charger's clock is set: hours ahead, hours back, or right. */
    CLOCK_JUMPS
}
