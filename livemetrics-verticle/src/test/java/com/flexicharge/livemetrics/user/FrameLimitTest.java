package com.flexicharge.livemetrics.user;

import static org.assertj.core.api.Assertions.assertThat;

import com.flexicharge.testing.MutableClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class FrameLimitTest {
    private final MutableClock clock = MutableClock.at("2026-11-22T10:00:00Z");
    private final FrameLimit limit = new FrameLimit(clock);

    @Test
    void twentyFramesASecondAreAllowedAndTwentyMoreInTheNext() {
        for (int second = 0; second < 3; second++) {
            for (int i = 0; i < 20; i++) {
                assertThat(limit.allows(10, true)).isTrue();
            }
            clock.advance(Duration.ofSeconds(1));
        }
        clock.advance(Duration.ofMillis(-1));
        assertThat(limit.allows(10, true)).isFalse();
    }

    @Test
    void aClockThatIsSetBackLocksNobodyOut() {
        for (int i = 0; i < 20; i++) {
            limit.allows(10, true);
        }
        clock.advance(Duration.ofHours(-1));
        assertThat(limit.allows(10, true)).isTrue();
    }

    @Test
    void theLengthIsThatOfTheWholeMessage() {
        assertThat(limit.allows(4096, true)).isTrue();
        assertThat(limit.allows(4000, false)).isTrue();
        assertThat(limit.allows(96, true)).isTrue();
        assertThat(limit.allows(4000, false)).isTrue();
        assertThat(limit.allows(97, true)).isFalse();
    }
}
