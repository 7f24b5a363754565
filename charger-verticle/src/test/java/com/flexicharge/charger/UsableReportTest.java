package com.flexicharge.charger;

import static org.assertj.core.api.Assertions.assertThat;

import com.flexicharge.shared.contract.charger.ConnectorStatus;
import com.flexicharge.shared.contract.charger.StatusReport;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UsableReportTest {
    private static final Instant RECEIVED = Instant.parse("2026-11-22T10:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "2026-11-22T10:00:00Z, 2026-11-22T10:00:00Z",
        "2026-11-22T10:05:00Z, 2026-11-22T10:05:00Z",
        "2026-11-22T10:05:00.001Z, 2026-11-22T10:00:00Z",
        "2026-10-23T10:00:00Z, 2026-10-23T10:00:00Z",
        "2026-10-23T09:59:59.999Z, 2026-11-22T10:00:00Z",
        "1970-01-01T00:00:00Z, 2026-11-22T10:00:00Z",
        "+999999999-12-31T23:59:59Z, 2026-11-22T10:00:00Z",
        "-999999999-01-01T00:00:00Z, 2026-11-22T10:00:00Z"
    })
    void aChargersTimeCountsFromThirtyDaysBeforeReceiptToFiveMinutesAfter(Instant statusAt, Instant counts) {
        assertThat(UsableReport.of(report(statusAt)).usableAt()).isEqualTo(counts);
    }

    @Test
    void withoutAReadableTimeReceiptCounts() {
        assertThat(UsableReport.of(report(null)).usableAt()).isEqualTo(RECEIVED);
    }

    private static StatusReport report(@Nullable Instant statusAt) {
        return new StatusReport(
                100001, 1, ConnectorStatus.AVAILABLE, "NoError", null, null, null, statusAt, "raw", RECEIVED);
    }
}
