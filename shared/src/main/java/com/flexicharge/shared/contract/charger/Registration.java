package com.flexicharge.shared.contract.charger;

/** What an operator decided about a charger; the answer to its BootNotification. */
public enum Registration {
    ACCEPTED,
    PENDING,
    REJECTED
}
