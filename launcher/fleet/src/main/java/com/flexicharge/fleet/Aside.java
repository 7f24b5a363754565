package com.flexicharge.fleet;

import java.util.function.Supplier;

/** A message that cannot be booked: once it was answered, an operator must find it, as it was sent. */
final class Aside {
    final String serial;
    final Oddity oddity;
    private final Supplier<String> writer;
    private String payload = "";
    boolean answered;

    Aside(String serial, Oddity oddity, Supplier<String> writer) {
        this.serial = serial;
        this.oddity = oddity;
        this.writer = writer;
    }

    /** Written once, when it is first sent. */
    String payload() {
        if (payload.isEmpty()) {
            payload = writer.get();
        }
        return payload;
    }

    @Override
    public String toString() {
        return oddity + " of " + serial + ": StopTransaction " + payload;
    }
}
