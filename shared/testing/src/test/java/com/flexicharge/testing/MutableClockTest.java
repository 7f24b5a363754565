package com.flexicharge.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class MutableClockTest {
    private final MutableClock clock = MutableClock.at("2026-11-22T10:15:30Z");

    @Test
    void standsStillUntilMoved() {
        assertThat(clock.instant()).isEqualTo(Instant.parse("2026-11-22T10:15:30Z"));
        clock.advance(Duration.ofMinutes(5));
        assertThat(clock.instant()).isEqualTo(Instant.parse("2026-11-22T10:20:30Z"));
        clock.set(Instant.EPOCH);
        assertThat(clock.millis()).isZero();
    }

    @Test
    void itsCopyInAnotherZoneMovesWithIt() {
        var stockholm = clock.withZone(ZoneId.of("Europe/Stockholm"));
        clock.advance(Duration.ofSeconds(1));

        assertThat(stockholm.instant()).isEqualTo(Instant.parse("2026-11-22T10:15:31Z"));
    }
}
