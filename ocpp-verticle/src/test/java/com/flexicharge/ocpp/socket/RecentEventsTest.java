package com.flexicharge.ocpp.socket;

import static org.assertj.core.api.Assertions.assertThat;

import com.flexicharge.testing.MutableClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RecentEventsTest {
    private final MutableClock clock = MutableClock.at("2026-01-02T03:04:05Z");
    private final RecentEvents events = new RecentEvents(clock);

    @Test
    void whatIsAMinuteOldCountsNoMore() {
        events.note("a");
        clock.advance(Duration.ofSeconds(59));
        events.note("a");
        assertThat(events.count("a")).isEqualTo(2);

        clock.advance(Duration.ofSeconds(1));
        assertThat(events.count("a")).isEqualTo(1);
        assertThat(events.count("b")).isZero();
    }

    @Test
    void theFirstOfAMinuteIsToldApart() {
        assertThat(events.noteFirst("a")).isTrue();
        assertThat(events.noteFirst("a")).isFalse();
        assertThat(events.noteFirst("b")).isTrue();

        clock.advance(Duration.ofMinutes(1));
        assertThat(events.noteFirst("a")).isTrue();
    }

    @Test
    void tenThousandNamesAreRememberedAndTheOneNotHeardOfForLongestGivesWay() {
        events.note("first");
        for (var i = 0; i < 9_999; i++) {
            events.note("name" + i);
        }
        assertThat(events.count("first")).isEqualTo(1);

        events.note("one more");
        assertThat(events.count("name0")).isZero();
        assertThat(events.count("first")).isEqualTo(1);
    }
}
