package com.flexicharge.shared.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Pattern;

/** Points in time as clients write them: epoch seconds or ISO 8601. */
final class Moments {
    static final String RULE = "must be epoch seconds or an ISO 8601 time like 2026-11-22T10:15:30Z";

    /** 9999-12-31T23:59:59Z, the last second ISO 8601 writes with four digits of year; PostgreSQL holds it too. */
    static final long LAST_SECOND = 253_402_300_799L;

    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,12}");

    private Moments() {}

    static Optional<Instant> ofSeconds(long epochSeconds) {
        return epochSeconds >= 0 && epochSeconds <= LAST_SECOND
                ? Optional.of(Instant.ofEpochSecond(epochSeconds))
                : Optional.empty();
    }

    /** A JSON number is epoch seconds, a JSON text either form. */
    static Optional<Instant> read(JsonNode value) {
        return value.isTextual()
                ? parse(value.textValue())
                : Numbers.within(value, 0, LAST_SECOND).flatMap(Moments::ofSeconds);
    }

    /** A date alone is its midnight in UTC. */
    static Optional<Instant> parse(String text) {
        return parse(text, ZoneOffset.UTC);
    }

    /** A date alone is its midnight in this zone. */
    static Optional<Instant> parse(String text, ZoneId zone) {
        if (SECONDS.matcher(text).matches()) {
            return ofSeconds(Long.parseLong(text));
        }
        try {
            var moment = text.indexOf('T') < 0
                    ? LocalDate.parse(text).atStartOfDay(zone).toInstant()
                    : OffsetDateTime.parse(text).toInstant();
            return ofSeconds(moment.getEpochSecond()).map(second -> moment);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
