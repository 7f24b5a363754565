package com.flexicharge.shared.contract;

/**
 * Why something was refused, as far as callers must tell the cases apart. Each edge maps a reason in one place: HTTP to a
 * status, OCPP to a CALLERROR. What exactly was wrong travels in the code beside it.
 */
public enum Reason {
    /** The input is malformed or out of range; asking again alike is pointless. */
    INVALID,
    /** No token, or one that does not hold. */
    UNAUTHENTICATED,
    /** Known, but not allowed: wrong role, or somebody else's resource. */
    FORBIDDEN,
    NOT_FOUND,
    /** Duplicate, occupied, or in a state that does not allow it. */
    CONFLICT,
    /** A bound was reached (queue, rate): later is fine. */
    BUSY,
    /** The charger answered no. */
    REJECTED,
    /** The charger is not connected. */
    OFFLINE,
    /** The charger, or the module asked, did not answer before the deadline: what was asked may still happen. */
    TIMED_OUT,
    /** The database, or the module asked, is away: nothing was done, later is fine. */
    UNAVAILABLE,
    /** A defect of ours; logged where it happened. */
    INTERNAL
}
