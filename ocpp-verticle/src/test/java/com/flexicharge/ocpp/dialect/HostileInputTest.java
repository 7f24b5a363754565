package com.flexicharge.ocpp.dialect;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.flexicharge.ocpp.frame.Json;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever arrives, a dialect answers, quickly, and never throws. */
class HostileInputTest {
    private static final String NOISE = "[]{}\",:0-e\\ntfu\0é\ud800";

    static List<Dialect> dialects() {
        return List.of(new Strict16(), new FlexiCharge(100009));
    }

    @ParameterizedTest
    @MethodSource("dialects")
    void oneHundredThousandNestedArraysAreRefusedAtOnce(Dialect dialect) {
        var nested = "[".repeat(100_000);
        assertTimeoutPreemptively(ofSeconds(2), () -> {
            assertThat(Answers.to(dialect, nested)).startsWith("[4,\"-1\",");
            assertThat(Answers.to(dialect, nested + "]".repeat(100_000))).startsWith("[4,\"-1\",");
            assertThat(Answers.to(dialect, "[2,\"7\",\"Heartbeat\",{\"a\":" + nested))
                    .startsWith("[4,\"7\",");
            assertThat(Answers.to(dialect, "[3,\"7\"," + nested)).isEqualTo("accepted");
        });
    }

    @Test
    void sixtyFourLevelsAreReadAndSixtyFiveAreNot() {
        var strict = new Strict16();
        assertThat(Answers.to(strict, dataNested(62))).contains("\"TypeConstraintViolation\"");
        assertThat(Answers.to(strict, dataNested(63)))
                .isEqualTo(
                        "[4,\"7\",\"FormationViolation\",\"The payload is nested too deep or has endless numbers\",{}]");
    }

    /** The frame and the payload are the first two levels. */
    private static String dataNested(int levels) {
        return "[2,\"7\",\"DataTransfer\",{\"vendorId\":\"v\",\"data\":" + "[".repeat(levels) + "]".repeat(levels)
                + "}]";
    }

    @ParameterizedTest
    @MethodSource("dialects")
    void hugeNumbersAreNotWrittenOut(Dialect dialect) {
        assertTimeoutPreemptively(ofSeconds(2), () -> {
            for (var number :
                    List.of("1e999999999", "1e-999999999", "-1e999999999", "1e99999999999", "9".repeat(5_000))) {
                var start = "[2,\"7\",\"StartTransaction\",{\"connectorId\":1,\"idTag\":\"A\",\"meterStart\":" + number
                        + ",\"timestamp\":" + number + "}]";
                assertThat(Answers.to(dialect, start)).isNotEmpty();
                assertThat(Answers.to(dialect, "[" + number + ",\"7\"]")).isNotEmpty();
                assertThat(Answers.to(dialect, "[2," + number + ",\"Heartbeat\",{}]"))
                        .isNotEmpty();
            }
        });
    }

    @ParameterizedTest
    @MethodSource("dialects")
    void aMillionElementsAreSkipped(Dialect dialect) {
        var many = "[2,\"7\",\"Heartbeat\",{}" + ",1".repeat(1_000_000) + "]";
        assertTimeoutPreemptively(
                ofSeconds(2), () -> assertThat(Answers.to(dialect, many)).isNotEmpty());
    }

    @ParameterizedTest
    @MethodSource("dialects")
    void mutilatedFramesAreAnsweredWithJson(Dialect dialect) throws Exception {
        var frame =
                "[2,\"7\",\"MeterValues\",{\"connectorId\":1,\"timestamp\":1760000011000,\"values\":{\"chargedSoFar\":"
                        + "{\"value\":35,\"unit\":\"Wh\"}},\"meterValue\":[{\"timestamp\":\"2026-01-02T03:04:05Z\","
                        + "\"sampledValue\":[{\"value\":\"1\"}]}]}]";
        var random = new Random(16);
        for (var round = 0; round < 20_000; round++) {
            var answer = Answers.to(dialect, mutilate(frame, random));
            if (answer.startsWith("[")) {
                assertThat(Json.MAPPER.readTree(answer)).hasSize(5);
            }
        }
    }

    private static String mutilate(String frame, Random random) {
        var text = new StringBuilder(frame);
        for (var cut = random.nextInt(4); cut >= 0 && text.length() > 1; cut--) {
            var at = random.nextInt(text.length());
            switch (random.nextInt(4)) {
                case 0 -> text.deleteCharAt(at);
                case 1 -> text.setCharAt(at, NOISE.charAt(random.nextInt(NOISE.length())));
                case 2 -> text.setLength(at + 1);
                default -> text.insert(at, NOISE.charAt(random.nextInt(NOISE.length())));
            }
        }
        return text.toString();
    }
}
