package com.flexicharge.shared.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RecentRequestsTest {
    private final AtomicLong nanos = new AtomicLong(42);
    private final RecentRequests recent = new RecentRequests(nanos::get);

    @Test
    void twoRefusedRequestsMayBeSlowByThemselves() {
        refused(2);

        assertThat(recent.areFailing()).isFalse();
    }

    @Test
    void threeRefusedRequestsAreTheDatabase() {
        refused(3);

        assertThat(recent.areFailing()).isTrue();
    }

    @Test
    void threeRefusedRequestsAmongHundredsAreNot() {
        refused(3);
        IntStream.range(0, 300).forEach(i -> recent.answered());

        assertThat(recent.areFailing()).isFalse();
    }

    @Test
    void refusedRequestsAreForgottenAfterFiveSeconds() {
        refused(3);
        pass(Duration.ofMillis(2_600));
        assertThat(recent.areFailing()).isTrue();

        pass(Duration.ofMillis(2_500));
        assertThat(recent.areFailing()).isFalse();
    }

    @Test
    void whatWasLongAgoIsForgottenAtOnce() {
        refused(3);
        pass(Duration.ofHours(1));

        assertThat(recent.areFailing()).isFalse();
    }

    private void refused(int requests) {
        IntStream.range(0, requests).forEach(i -> recent.refused());
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }
}
