package com.flexicharge.livemetrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PaceTest {
    private final Pace pace = Pace.fresh(new IntervalRule(10_000));

    @Test
    void whatIsOnItsWayCountsAsStored() {
        assertThat(pace.isDue(at(0), false)).isTrue();
        assertThat(pace.isDue(at(5_000), false)).isFalse();
        assertThat(pace.isDue(at(10_000), false)).isTrue();
    }

    @Test
    void afterAFailedWriteTheNextReadingTriesAgain() {
        assertThat(pace.isDue(at(0), false)).isTrue();
        pace.stored(List.of(at(0)), Optional.of(at(0)));

        assertThat(pace.isDue(at(10_000), false)).isTrue();
        assertThat(pace.isDue(at(10_200), false)).isFalse();
        pace.notStored(List.of(at(10_000)));

        assertThat(pace.isDue(at(10_400), false)).isTrue();
    }

    @Test
    void aFailedWriteDoesNotUndoTheOneBehindIt() {
        pace.isDue(at(0), false);
        pace.isDue(at(10_000), false);
        pace.notStored(List.of(at(0)));

        assertThat(pace.isDue(at(19_999), false)).isFalse();
        pace.stored(List.of(at(10_000)), Optional.of(at(10_000)));
        assertThat(pace.isDue(at(20_000), false)).isTrue();
    }

    @Test
    void aRepeatedReadingThatWasThereAlreadyDoesNotMoveTheAnchor() {
        pace.isDue(at(0), false);
        pace.stored(List.of(at(0)), Optional.of(at(0)));
        pace.isDue(at(10_000), false);
        pace.stored(List.of(at(10_000)), Optional.empty());

        assertThat(pace.isDue(at(10_001), false)).isTrue();
    }

    @Test
    void beginAndEndOfASessionAreStoredWithinTheIntervalToo() {
        pace.isDue(at(0), false);
        assertThat(pace.isDue(at(1), true)).isTrue();
        assertThat(pace.isDue(at(10_000), false)).isFalse();
        assertThat(pace.isDue(at(10_001), false)).isTrue();
    }

    private static ReadingTime at(long millis) {
        var moment = Instant.parse("2026-11-22T10:00:00Z").plusMillis(millis);
        return new ReadingTime(Optional.of(moment), moment);
    }
}
