package com.flexicharge.ocpp.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Chargers write dates in every form ISO 8601 has; none is refused for what it says. */
class ChargerTimeTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2026-01-02T03:04:05Z|2026-01-02T03:04:05Z",
                "2026-01-02T03:04:05|2026-01-02T03:04:05Z",
                "2026-01-02t03:04:05z|2026-01-02T03:04:05Z",
                "2026-01-02 03:04:05|2026-01-02T03:04:05Z",
                "2026-01-02T03:04:05.6Z|2026-01-02T03:04:05.600Z",
                "2026-01-02T03:04:05,678|2026-01-02T03:04:05.678Z",
                "2026-01-02T03:04:05.123456789123456789Z|2026-01-02T03:04:05.123456789Z",
                "2026-01-02T03:04:05.0000000Z|2026-01-02T03:04:05Z",
                "2026-01-02T03:04:05+01:00|2026-01-02T02:04:05Z",
                "2026-01-02T03:04:05-0530|2026-01-02T08:34:05Z",
                "2026-01-02T03:04:05+02|2026-01-02T01:04:05Z",
                "2026-01-02T03:04Z|2026-01-02T03:04:00Z",
                "2026-01-02T03:04.5Z|2026-01-02T03:04:30Z",
                "2026-01-02T03Z|2026-01-02T03:00:00Z",
                "20260102T030405Z|2026-01-02T03:04:05Z",
                "20260102T030405.5+0100|2026-01-02T02:04:05.500Z",
                "2026-002T03:04:05Z|2026-01-02T03:04:05Z",
                "2026002T030405Z|2026-01-02T03:04:05Z",
                "2026-W01-5T03:04:05Z|2026-01-02T03:04:05Z",
                "2026W015T030405Z|2026-01-02T03:04:05Z",
                "2020-W53-5T00:00:00Z|2021-01-01T00:00:00Z",
                "2016-12-31T23:59:60Z|2017-01-01T00:00:00Z",
                "2026-01-02T24:00:00Z|2026-01-03T00:00:00Z",
                "1970-01-01T00:00:00Z|1970-01-01T00:00:00Z",
                "0001-01-01T00:00:00Z|0001-01-01T00:00:00Z",
                "-4712-01-01T00:00:00Z|-4712-01-01T00:00:00Z",
                "-999999999-01-01T00:00:00Z|-4712-01-01T00:00:00Z",
                "+999999999-12-31T23:59:59Z|+294276-12-31T23:59:59.999999Z",
                "+999999999-12-31T23:59:59-23:59|+294276-12-31T23:59:59.999999Z",
                "-999999999-01-01T00:00:00+23:59|-4712-01-01T00:00:00Z",
                "+002026-01-02T03:04:05Z|2026-01-02T03:04:05Z",
            })
    void everyFormIsRead(String raw, String expected) {
        var time = ChargerTime.parse(raw);
        assertThat(time.instant()).contains(Instant.parse(expected));
        assertThat(time.raw()).isEqualTo(raw);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "yesterday",
                "2026-01-02",
                "03:04:05",
                "1760000000",
                "2026-13-01T00:00:00Z",
                "2026-02-30T00:00:00Z",
                "2025-366T00:00:00Z",
                "2026-01-02T25:00:00Z",
                "2026-01-02T24:00:01Z",
                "2026-01-02T00:60:00Z",
                "2026-01-02T00:00:61Z",
                "2026-01-02T03:04:05+24:00",
                "2026-01-02T03:04:05ZZ",
                "2026-W00-1T00:00:00Z",
                "2026-W54-1T00:00:00Z",
                "+1000000000-01-01T00:00:00Z",
                "２０２６-01-02T03:04:05Z",
            })
    void whatIsNoDateIsNone(String raw) {
        assertThat(ChargerTime.parse(raw).instant()).isEmpty();
    }

    @Test
    void aMegabyteOfDigitsIsNoDate() {
        assertThat(ChargerTime.parse("2026-01-02T03:04:05." + "1".repeat(1_000_000))
                        .instant())
                .isEmpty();
    }

    @Test
    void oursAreWrittenWithMillisecondsAndZ() {
        assertThat(ChargerTime.of(Instant.parse("2026-01-02T03:04:05.678912Z")).raw())
                .isEqualTo("2026-01-02T03:04:05.678Z");
        assertThat(ChargerTime.of(Instant.parse("2026-01-02T03:04:05Z")).raw()).isEqualTo("2026-01-02T03:04:05.000Z");
    }
}
