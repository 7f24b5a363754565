package com.flexicharge.ocpp.message;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/**
 * A point in time as written in a message. Whether its clock can be trusted is not said here.
 *
 * @param instant clamped to what the database holds; absent when the text is no date, which FlexiCharge chargers may send
 * @param raw     the text as sent, and as it is passed on; empty when a FlexiCharge charger sent none
 */
public record ChargerTime(Optional<Instant> instant, String raw) {
    public static final ChargerTime ABSENT = new ChargerTime(Optional.empty(), "");

    private static final DateTimeFormatter FORM = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    /** A time of ours, written {@code 2026-01-02T03:04:05.678Z}. */
    public static ChargerTime of(Instant instant) {
        return new ChargerTime(Optional.of(instant), FORM.format(instant));
    }

    /** Whether it says what its clock shows; without, UTC was assumed. */
    public boolean hasZone() {
        return Iso8601.hasZone(raw);
    }

    /** Any ISO 8601 date-time; the instant is absent when the text is none. */
    public static ChargerTime parse(String raw) {
        return new ChargerTime(Iso8601.instant(raw), raw);
    }
}
