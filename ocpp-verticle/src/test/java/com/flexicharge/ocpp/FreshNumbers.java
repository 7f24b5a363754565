package com.flexicharge.ocpp;

import java.util.concurrent.atomic.AtomicInteger;

/** connectorIDs that no other test of the same database has used. */
final class FreshNumbers {
    private static final AtomicInteger LAST = new AtomicInteger(300_000);

    private FreshNumbers() {}

    static int next() {
        return LAST.incrementAndGet();
    }
}
