package com.flexicharge.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import com.flexicharge.shared.contract.Protocol;
import java.time.Instant;
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
        assertThat(ChargerTime.counting(protocol, said, RECEIVED)).isEqualTo(counts ? said : RECEIVED);
    }

    @Test
    void withoutATimeTheReceiptCounts() {
        assertThat(ChargerTime.counting(Protocol.OCPP_16, null, RECEIVED)).isEqualTo(RECEIVED);
    }

    @Test
    void aStopNeverComesBeforeItsStart() {
        var startAt = RECEIVED.minusSeconds(60);

        assertThat(ChargerTime.ofStop(Protocol.OCPP_16, startAt.minusSeconds(1), RECEIVED, startAt))
                .isEqualTo(RECEIVED);
        assertThat(ChargerTime.ofStop(Protocol.OCPP_16, startAt.plusSeconds(1), RECEIVED, startAt))
                .isEqualTo(startAt.plusSeconds(1));
        assertThat(ChargerTime.ofStop(Protocol.OCPP_16, null, RECEIVED, RECEIVED.plusSeconds(9)))
                .isEqualTo(RECEIVED.plusSeconds(9));
    }
}
