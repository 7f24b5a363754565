package com.flexicharge.ocpp.socket;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ClockWatchTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final Duration TWO_HOURS = Duration.ofHours(2);

    private final ClockWatch watch = new ClockWatch(null);

    /** Ours and the charger's, which shows what is said. */
    private void hears(Duration afterNoon, Instant said) {
        watch.said(said, NOON.plus(afterNoon));
    }

    private void hearsLive(ClockWatch listening, int from, int to, Duration behind) {
        for (var minute = from; minute < to; minute++) {
            var now = NOON.plus(Duration.ofMinutes(minute));
            listening.said(now.minus(behind), now);
        }
    }

    @Test
    void fourLiveMessagesTellHowFarAClockIsBehind() {
        hearsLive(watch, 0, 3, TWO_HOURS);
        assertThat(watch.driftMillis()).isEmpty();

        hearsLive(watch, 3, 4, TWO_HOURS);
        assertThat(watch.driftMillis()).contains(TWO_HOURS.toMillis());
    }

    @Test
    void aClockAheadHasANegativeDrift() {
        hearsLive(watch, 0, 4, TWO_HOURS.negated());

        assertThat(watch.driftMillis()).contains(-TWO_HOURS.toMillis());
    }

    @Test
    void oneMessageThatTookLongDoesNotMoveTheMedian() {
        hearsLive(watch, 0, 9, Duration.ofSeconds(1));
        hears(Duration.ofMinutes(9), NOON.plus(Duration.ofMinutes(9)).minusSeconds(50));
        hearsLive(watch, 10, 12, Duration.ofSeconds(1));

        assertThat(watch.driftMillis()).contains(1_000L);
    }

    /** Kept every minute for eight hours, told five a second. */
    @Test
    void whatAnOfflineChargerHasKeptSaysNothingOfItsClock() {
        var random = new Random(1);
        for (var minute = 0; minute < 480; minute++) {
            hears(
                    Duration.ofMillis(200L * minute + random.nextInt(100)),
                    NOON.minus(Duration.ofHours(8)).plus(Duration.ofMinutes(minute)));
        }

        assertThat(watch.driftMillis()).isEmpty();
    }

    @Test
    void whatComesInOneBurstIsHeardOnce() {
        for (var connector = 0; connector < 20; connector++) {
            hears(
                    Duration.ofMillis(connector * 400L / 20),
                    NOON.minus(TWO_HOURS).plusMillis(connector * 20L));
        }

        assertThat(watch.driftMillis()).isEmpty();
    }

    @Test
    void aClockThatStandsStillHasNoDrift() {
        for (var second = 0; second < 60; second++) {
            hears(Duration.ofSeconds(second), Instant.EPOCH);
        }

        assertThat(watch.driftMillis()).isEmpty();
    }

    @Test
    void aClockThatWasSetIsKnownAnewAfterThreeAgreements() {
        hearsLive(watch, 0, 9, TWO_HOURS);
        hearsLive(watch, 9, 12, Duration.ZERO);
        assertThat(watch.driftMillis()).contains(TWO_HOURS.toMillis());

        hearsLive(watch, 12, 13, Duration.ZERO);
        assertThat(watch.driftMillis()).contains(0L);
    }

    @Test
    void whatIsKnownFromEarlierSocketsHoldsUntilThisOneKnowsBetter() {
        var later = new ClockWatch(TWO_HOURS.toMillis());
        assertThat(later.driftMillis()).contains(TWO_HOURS.toMillis());
        assertThat(later.isUnreported()).isFalse();

        hearsLive(later, 0, 4, Duration.ofSeconds(3));

        assertThat(later.driftMillis()).contains(3_000L);
        assertThat(later.isUnreported()).isTrue();
        later.reported(3_000);
        assertThat(later.isUnreported()).isFalse();
    }

    @Test
    void theEndsOfTimeAreNoTrouble() {
        for (var minute = 0; minute < 5; minute++) {
            hears(
                    Duration.ofMinutes(minute),
                    Instant.parse("-4712-01-01T00:00:00Z").plus(Duration.ofMinutes(minute)));
        }
        assertThat(watch.driftMillis().orElseThrow())
                .isGreaterThan(Duration.ofDays(365L * 6700).toMillis());

        hears(Duration.ofMinutes(6), Instant.parse("+294276-12-31T00:00:00Z"));
        assertThat(watch.driftMillis()).isPresent();
    }
}
