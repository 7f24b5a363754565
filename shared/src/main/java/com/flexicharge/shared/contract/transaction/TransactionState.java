package com.flexicharge.shared.contract.transaction;

/** Where a charging session is: reserved → requested → active → stopping → ended, or one of the exits. */
public enum TransactionState {
    /** Held for its user, not started. */
    RESERVED,
    /** The charger was asked to start. */
    REQUESTED,
    /** Energy flows, or may. */
    ACTIVE,
    /** The charger was asked to stop. */
    STOPPING,
    ENDED,
    /** Given up by its user before it began. */
    CANCELLED,
    /** Not begun in time. */
    EXPIRED,
    /** Could not be held. */
    FAILED;

    /** A charger may be delivering energy under it. */
    public boolean isOpen() {
        return this == ACTIVE || this == STOPPING;
    }

    /** Its user is waited for. */
    public boolean isWaiting() {
        return this == RESERVED || this == REQUESTED;
    }

    public String word() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
