package com.flexicharge.charger.intruder;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.function.Supplier;

public final class ClockIntruder {
    public Instant instant() {
        return Instant.now();
    }

    public LocalDateTime zoned() {
        return LocalDateTime.now(ZoneOffset.UTC);
    }

    public long millis() {
        return System.currentTimeMillis();
    }

    public Supplier<Instant> reference() {
        return Instant::now;
    }
}
