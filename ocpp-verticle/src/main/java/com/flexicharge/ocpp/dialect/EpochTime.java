package com.flexicharge.ocpp.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import com.flexicharge.ocpp.message.ChargerTime;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Optional;

/** Times of FlexiCharge chargers: epoch seconds, milliseconds or microseconds, told apart by their size; or an ISO 8601 text. */
final class EpochTime {
    /** As seconds the year 5138, as milliseconds March 1973. */
    private static final BigDecimal SECONDS_BELOW = BigDecimal.valueOf(100_000_000_000L);

    /** As milliseconds the year 5138, as microseconds March 1973. */
    private static final BigDecimal MILLIS_BELOW = BigDecimal.valueOf(100_000_000_000_000L);

    /** More is neither, and would take its time to convert. */
    private static final BigDecimal MICROS_BELOW = BigDecimal.valueOf(100_000_000_000_000_000L);

    /** A clock outside these years is not set. */
    private static final Instant FIRST = Instant.parse("2000-01-01T00:00:00Z");

    private static final Instant END = Instant.parse("2100-01-01T00:00:00Z");

    private static final int MAX_RAW_CHARACTERS = 64;

    private EpochTime() {}

    static ChargerTime read(JsonNode node) {
        var raw = Texts.cut(node.asText(), MAX_RAW_CHARACTERS);
        var instant = Members.number(node).map(EpochTime::ofNumber).orElseGet(() -> ofText(node));
        return new ChargerTime(instant.filter(EpochTime::isUsable), raw);
    }

    private static Optional<Instant> ofText(JsonNode node) {
        return node.isTextual() ? ChargerTime.parse(node.textValue()).instant() : Optional.empty();
    }

    private static Optional<Instant> ofNumber(BigDecimal number) {
        if (number.signum() < 0 || number.compareTo(MICROS_BELOW) >= 0) {
            return Optional.empty();
        }
        var millis = number.compareTo(SECONDS_BELOW) < 0
                ? number.movePointRight(3)
                : number.compareTo(MILLIS_BELOW) < 0 ? number : number.movePointLeft(3);
        return millis.compareTo(BigDecimal.ONE) < 0
                ? Optional.empty()
                : Optional.of(Instant.ofEpochMilli(
                        millis.setScale(0, RoundingMode.FLOOR).longValueExact()));
    }

    private static boolean isUsable(Instant instant) {
        return !instant.isBefore(FIRST) && instant.isBefore(END);
    }
}
