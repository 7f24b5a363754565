package com.flexicharge.shared.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
    private record View(int connectorID, @Nullable Long endTimestamp, Optional<String> note, boolean isPaid) {}

    private record NotWritable(Object self) {}

    @Test
    void membersKeepTheirOrderAndAbsentOnesAreNull() {
        assertThat(text(new View(100000, null, Optional.empty(), false)))
                .isEqualTo("{\"connectorID\":100000,\"endTimestamp\":null,\"note\":null,\"isPaid\":false}");
        assertThat(text(new View(1, 1763806530L, Optional.of("å"), true)))
                .isEqualTo("{\"connectorID\":1,\"endTimestamp\":1763806530,\"note\":\"å\",\"isPaid\":true}");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-22T10:15:30Z,2026-11-22T10:15:30.000Z",
        "2026-11-22T10:15:30.1Z,2026-11-22T10:15:30.100Z",
        "2026-11-22T10:15:30.123999999Z,2026-11-22T10:15:30.123Z",
        "1970-01-01T00:00:00Z,1970-01-01T00:00:00.000Z"
    })
    void anInstantHasExactlyThreeDigitsOfMilliseconds(Instant instant, String text) {
        assertThat(text(instant)).isEqualTo("\"" + text + "\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-4712-01-01T00:00:00Z",
                "-0001-12-31T23:59:59Z",
                "+10000-01-01T00:00:00Z",
                "+294276-12-31T00:00:00Z"
            })
    void aYearThatFewClientsCanReadIsNull(Instant instant) {
        assertThat(text(instant)).isEqualTo("null");
    }

    @Test
    void otherDatesAreIsoTexts() {
        assertThat(text(List.of(
                        LocalDate.parse("2026-11-22"),
                        YearMonth.parse("2026-11"),
                        OffsetDateTime.parse("2026-11-22T11:15:30+01:00"))))
                .isEqualTo("[\"2026-11-22\",\"2026-11\",\"2026-11-22T10:15:30.000Z\"]");
    }

    @Test
    void numbersKeepTheirForm() throws IOException {
        var given = "{\"limit\":11000,\"amps\":16.0,\"small\":0.10,\"long\":9007199254740993}";

        assertThat(text(Json.read(Buffer.buffer(given)))).isEqualTo(given);
        assertThat(text(new BigDecimal("1.50"))).isEqualTo("1.50");
    }

    @Test
    void jsonOfVertxIsWrittenAsJson() {
        var json = new JsonObject()
                .put("at", Instant.parse("2026-11-22T10:15:30Z"))
                .put("list", new JsonArray().add(1).addNull())
                .put("map", Map.of("a", 1));

        assertThat(text(json)).isEqualTo("{\"at\":\"2026-11-22T10:15:30.000Z\",\"list\":[1,null],\"map\":{\"a\":1}}");
    }

    @Test
    void whatCannotBeWrittenNamesItsType() {
        var circle = new Object[1];
        circle[0] = circle;

        assertThatThrownBy(() -> Json.write(new NotWritable(circle)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Cannot write a com.flexicharge.shared.http.JsonTest$NotWritable as JSON");
    }

    private static String text(Object value) {
        return Json.write(value).toString();
    }
}
