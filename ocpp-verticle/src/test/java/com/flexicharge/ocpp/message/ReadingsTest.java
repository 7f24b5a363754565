package com.flexicharge.ocpp.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.flexicharge.ocpp.frame.Json;
import com.flexicharge.ocpp.message.shape.RecordShape;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What sampled values mean in Wh, W and percent. A sample is written {@code value measurand unit phase more}; dashes are absent. */
class ReadingsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1234.9|register=1234",
                "1.2345 - kWh|register=1234",
                "1.2345 Energy.Active.Import.Register kWh|register=1234",
                "1E3|register=1000",
                "-5|",
                "abc|",
                "1e999999999|",
                "1234 - Wh - SignedData|",
                "1234 Energy.Active.Export.Register Wh|",
                "10 - Wh L1;20 - Wh L2;30 - Wh L3|register=60",
                "10 - Wh L1;20 - Wh L2;99 - Wh|register=99",
                "10 - Wh L1-N;20 - Wh L2-N|register=30",
                "7 - Wh - Inlet;9 - Wh - Outlet|register=9",
                "7 - Wh - Inlet|register=7",
                "5.9 Energy.Active.Import.Interval Wh|interval=5",
                "1 - kWh;0.5 Energy.Active.Import.Interval kWh|register=1000 interval=500",
                "7200 Power.Active.Import W|power=7200",
                "7.2049 Power.Active.Import kW|power=7204",
                "-3 Power.Active.Import W|power=0",
                "1 Power.Active.Import W L1;2 Power.Active.Import W L2;3 Power.Active.Import W L3|power=6",
                "1 Power.Active.Import W L1;9 Power.Active.Import W|power=9",
                "230 Voltage V;10 Current.Import A|power=2300",
                "230 Voltage V;10 Current.Import A L1;6 Current.Import A L2|power=3680",
                "230 Voltage V L1;231 Voltage V L2;10 Current.Import A L1;10 Current.Import A L2|power=4610",
                "230 Voltage V L1-N;10 Current.Import A L1|power=2300",
                "400 Voltage V L1-L2;10 Current.Import A L1|",
                "230 Voltage V|",
                "10 Current.Import A|",
                "42.9 SoC Percent|percent=42",
                "-1 SoC Percent|percent=0",
                "101 SoC Percent|percent=100",
                "20 Temperature Celsius;20 Temperature Celcius;50 Frequency|",
            })
    void samplesAreBroughtToOneUnit(String samples, String expected) {
        assertThat(words(Readings.of(List.of(meterValue("2026-01-02T03:04:05Z", samples)), false)
                        .get(0)))
                .isEqualTo(expected == null ? "" : expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "5 - Wh L1;1e-999999999 - Wh L2|register=5",
                "1e-2000000000 Voltage V;1e-2000000000 Current.Import A|",
            })
    void aValueOfABillionDigitsIsNoneAndTakesNoTime(String samples, String expected) {
        assertTimeoutPreemptively(Duration.ofSeconds(2), () -> samplesAreBroughtToOneUnit(samples, expected));
    }

    @Test
    void entriesComeInTheOrderOfTheirTimes() {
        var readings = Readings.of(
                List.of(
                        meterValue("2026-01-02T03:04:07Z", "3"),
                        meterValue("2026-01-02T03:04:05Z", "1"),
                        meterValue("2026-01-02T04:04:06+01:00", "2")),
                false);
        assertThat(readings)
                .extracting(reading -> reading.registerWh().orElseThrow())
                .containsExactly(1L, 2L, 3L);
    }

    @Test
    void beginAndEndOfATransactionAreMarked() {
        var begin = meterValue("2026-01-02T03:04:05Z", "1 - - - Transaction.Begin");
        var periodic = meterValue("2026-01-02T03:04:05Z", "1 - - - Sample.Periodic");
        assertThat(Readings.of(List.of(begin, periodic), false))
                .extracting(Reading::boundary)
                .containsExactly(true, false);
    }

    @Test
    void theValuesAreKeptAsSent() {
        var reading = Readings.of(
                        List.of(meterValue("2026-01-02T03:04:05.50+01:00", "1.50 Energy.Active.Import.Register kWh")),
                        false)
                .get(0);
        assertThat(reading.raw())
                .isEqualTo("{\"timestamp\":\"2026-01-02T03:04:05.50+01:00\",\"sampledValue\":[{\"value\":\"1.50\","
                        + "\"measurand\":\"Energy.Active.Import.Register\",\"unit\":\"kWh\"}]}");
        assertThat(reading.key()).startsWith("2026-01-02T03:04:05.50+01:00|Sample.Periodic|");
    }

    private static String words(Reading reading) {
        return Stream.of(
                        reading.registerWh().map(wh -> "register=" + wh),
                        reading.deliveredWh().map(wh -> "delivered=" + wh),
                        reading.intervalWh().map(wh -> "interval=" + wh),
                        reading.powerW().map(watt -> "power=" + watt),
                        reading.percent().map(percent -> "percent=" + percent))
                .flatMap(Optional::stream)
                .collect(Collectors.joining(" "));
    }

    private static MeterValue meterValue(String timestamp, String samples) {
        var json =
                Arrays.stream(samples.split(";", -1)).map(ReadingsTest::sample).collect(Collectors.joining(","));
        var tree = Json.tree("{\"timestamp\":\"" + timestamp + "\",\"sampledValue\":[" + json + "]}")
                .orElseThrow();
        var parsed = RecordShape.<MeterValue>parse(RecordShape.of(MeterValue.class), tree, Set.of());
        return ((Parsed.Valid<MeterValue>) parsed).value();
    }

    private static String sample(String words) {
        var parts = words.split(" ", -1);
        var json = new StringBuilder("{\"value\":\"" + parts[0] + "\"");
        for (var index = 1; index < parts.length; index++) {
            if (!parts[index].equals("-")) {
                json.append(",\"")
                        .append(member(index, parts[index]))
                        .append("\":\"")
                        .append(parts[index])
                        .append('"');
            }
        }
        return json.append('}').toString();
    }

    private static String member(int index, String word) {
        return switch (index) {
            case 1 -> "measurand";
            case 2 -> "unit";
            case 3 -> "phase";
            default -> word.equals("SignedData") ? "format" : word.contains(".") ? "context" : "location";
        };
    }
}
