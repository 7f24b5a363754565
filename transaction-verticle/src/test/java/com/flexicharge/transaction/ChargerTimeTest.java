package com.flexicharge.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import com.flexicharge.shared.contract.Protocol;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChargerTimeTest {
    private static final Instant RECEIVED = Instant.parse("2026-11-22T10:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "OCPP_16, 2026-10-23T10:00:00Z, true",
        "OCPP_16, 2026-10-23T09:59:59Z, false",
        "OCPP_16, 2026-11-22T10:05:00Z, true",
        "OCPP_16, 2026-11-22T10:05:01Z, false",
        "FLEXICHARGE, 2026-11-21T10:00:00Z, true",
        "FLEXICHARGE, 2026-11-21T09:59:59Z, false",
        "FLEXICHARGE, 2026-11-22T10:05:00Z, true",
        "FLEXICHARGE, 1970-01-01T00:00:00Z, false",
        "OCPP_16, -999999999-01-01T00:00:00Z, false",
        "OCPP_16, +999999999-12-31T23:59:59Z, false"
    })
    void aClockCountsAsLongAsItCanBeBelieved(Protocol protocol, Instant said, boolean counts) {
        assertThat(new ChargerTime(protocol, said, RECEIVED, null).counting()).isEqualTo(counts ? said : RECEIVED);
    }

    @Test
    void withoutATimeTheReceiptCounts() {
        assertThat(strict(null, null).counting()).isEqualTo(RECEIVED);
    }

    @Test
    void aStopNeverComesBeforeItsStart() {
        var startAt = RECEIVED.minusSeconds(60);

        assertThat(strict(startAt.minusSeconds(1), null).ofStop(startAt)).isEqualTo(RECEIVED);
        assertThat(strict(startAt.plusSeconds(1), null).ofStop(startAt)).isEqualTo(startAt.plusSeconds(1));
        assertThat(strict(null, null).ofStop(RECEIVED.plusSeconds(9))).isEqualTo(RECEIVED.plusSeconds(9));
    }

    /** Two hours ahead: local time where OCPP asks for UTC. */
    @Test
    void whatAWrongClockSaysIsCorrected() {
        var twoHoursAhead = Duration.ofHours(-2).toMillis();

        assertThat(strict(RECEIVED.plus(Duration.ofHours(2)), twoHoursAhead).counting())
                .isEqualTo(RECEIVED);
        assertThat(strict(RECEIVED.minus(Duration.ofHours(3)), twoHoursAhead).counting())
                .isEqualTo(RECEIVED.minus(Duration.ofHours(5)));
    }

    @Test
    void aClockThatWasNeverSetIsCorrected() {
        var sinceTheFactory = Duration.between(Instant.EPOCH, RECEIVED);

        assertThat(strict(Instant.EPOCH.minus(Duration.ofHours(7)), sinceTheFactory.toMillis())
                        .counting())
                .isEqualTo(RECEIVED.minus(Duration.ofHours(7)));
    }

    @Test
    void aClockThatIsRightEnoughIsNotCorrected() {
        var said = RECEIVED.minusSeconds(3600);

        assertThat(strict(said, Duration.ofMinutes(5).toMillis()).counting()).isEqualTo(said);
    }

    @Test
    void aClockThatWasSetSinceIsBelievedAsItIs() {
        var said = RECEIVED.minusSeconds(100);

        assertThat(strict(said, Duration.ofHours(-2).toMillis()).counting()).isEqualTo(said);
    }

    @Test
    void aCorrectionThatLeadsNowhereIsNone() {
        var said = RECEIVED.minusSeconds(3600);

        assertThat(strict(said, Duration.ofDays(1).toMillis()).counting()).isEqualTo(said);
        assertThat(strict(Instant.EPOCH, Duration.ofDays(1).toMillis()).counting())
                .isEqualTo(RECEIVED);
    }

    @Test
    void aFlexiChargeChargerKeepsNothingSoThatOurTimeIsBetterThanACorrectedOne() {
        var ahead = new ChargerTime(
                Protocol.FLEXICHARGE,
                RECEIVED.plus(Duration.ofHours(2)),
                RECEIVED,
                -Duration.ofHours(3).toMillis());

        assertThat(ahead.counting()).isEqualTo(RECEIVED);
    }

    private static ChargerTime strict(@Nullable Instant said, @Nullable Long driftMillis) {
        return new ChargerTime(Protocol.OCPP_16, said, RECEIVED, driftMillis);
    }
}
