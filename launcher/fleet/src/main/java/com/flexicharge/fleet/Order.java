package com.flexicharge.fleet;

import org.jspecify.annotations.Nullable;

/**
 * A DataTransfer that an operator ordered over HTTP, under an idempotency key that is also what the charger gets to read. Written on the
 * operators' event loop.
 */
final class Order {
    final String serial;
    final String marker;

    /** As the server acknowledged it; null: it never did. */
    @Nullable
    String commandID;

    String state = "unknown";

    Order(String serial, String marker) {
        this.serial = serial;
        this.marker = marker;
    }

    boolean isOver() {
        return switch (state) {
            case "accepted", "rejected", "failed", "timedOut", "expired", "cancelled" -> true;
            default -> false;
        };
    }

    @Override
    public String toString() {
        return "command " + commandID + " (" + marker + ") for " + serial + ", " + state;
    }
}
