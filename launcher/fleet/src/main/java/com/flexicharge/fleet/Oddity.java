package com.flexicharge.fleet;

/** A stop that cannot be booked. */
enum Oddity {
    /** Its transaction has ended with another meter value. */
    SECOND_STOP,
    /** The charger made the number up, and nobody charges under its tag. */
    UNKNOWN_TRANSACTION,
    /** It names a transaction of another charger. */
    FOREIGN_TRANSACTION,
    /** It leaves out its meter value. The only message that may be answered with a CALLERROR. */
    BAD_FORM
}
