package com.flexicharge.livemetrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.flexicharge.shared.contract.Protocol;
import com.flexicharge.shared.contract.livemetrics.MeterReading;
import com.flexicharge.shared.contract.transaction.ChargerSessions.OpenSession;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SessionMeterTest {
    private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");

    /** Each step of the register, and what the user is shown after it; {@code !} when it is suspect. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            OCPP_16     | 1000 | 1000>0 1035>35 2500>1500
            OCPP_16     | 1000 | 1500>500 1400>500! 1600>600!
            OCPP_16     | 1000 | 900>0! 1100>100!
            FLEXICHARGE | 0    | 35>35 5000>5000
            FLEXICHARGE | 1000 | 35>35 900>900
            FLEXICHARGE | 1000 | 1035>35 1000>35!
            OCPP_16     | 0    | 9223372036854775807>1000000000000
            OCPP_16     | -9223372036854775807 | 9223372036854775807>2000000000000
            """)
    void energyIsTheMetersTotalLessItsStartAndNeverFalls(Protocol protocol, long meterStart, String steps) {
        var meter = meter(protocol, meterStart, Metered.NOTHING);
        for (var step : steps.split(" ")) {
            var parts = step.replace("!", "").split(">");
            var metered = meter.take(register(Long.parseLong(parts[0])), time(0), false, false);
            assertThat(metered.energyWh()).as(step).isEqualTo(Long.parseLong(parts[1]));
            assertThat(metered.suspect()).as(step).isEqualTo(step.endsWith("!"));
        }
    }

    @Test
    void anOldReadingThatComesLateIsNotSuspect() {
        var meter = meter(Protocol.OCPP_16, 0, Metered.NOTHING);
        meter.take(register(500), time(10), false, false);
        var metered = meter.take(register(300), time(5), true, false);
        assertThat(metered.energyWh()).isEqualTo(500);
        assertThat(metered.suspect()).isFalse();
    }

    /** As above, of a charger whose meter begins at 0 with each session; {@code <} before a reading that comes late. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1000 | 0>0 35>35 900>900 1035>1035
            0    | 35>35 5000>5000
            1000 | 1000>0 35>35 2500>2500
            1000 | 35>35 1200>1200 <1000>1200 1300>1300
            1000 | 35>35 20>35! 40>40!
            1000 | 35>35 <20>35 40>40
            """)
    void aMeterThatRestartsWithEachSessionShowsTheEnergyItself(long meterStart, String steps) {
        var meter = meter(Protocol.OCPP_16, meterStart, Metered.NOTHING);
        for (var step : steps.split(" ")) {
            var parts = step.replaceAll("[!<]", "").split(">");
            var metered = meter.take(register(Long.parseLong(parts[0])), time(0), step.startsWith("<"), true);
            assertThat(metered.energyWh()).as(step).isEqualTo(Long.parseLong(parts[1]));
            assertThat(metered.suspect()).as(step).isEqualTo(step.endsWith("!"));
        }
    }

    @Test
    void aRestartIsFoundAgainAfterTheProcessWasRestarted() {
        var meter = meter(Protocol.OCPP_16, 1000, new Metered(900, 0, Optional.empty(), false));
        assertThat(meter.take(register(1100), time(0), false, true).energyWh()).isEqualTo(1100);
    }

    @Test
    void energyOfTheSessionItselfIsTakenAsItIs() {
        var meter = meter(Protocol.FLEXICHARGE, 1000, Metered.NOTHING);
        var metered = meter.take(reading("k", null, 35L, null, null, null), time(0), false, false);
        assertThat(metered.energyWh()).isEqualTo(35);
    }

    @Test
    void intervalsAreSummedOnceForEachReading() {
        var meter = meter(Protocol.OCPP_16, 1000, Metered.NOTHING);
        meter.take(interval("10:00", 20), time(0), false, false);
        meter.take(interval("10:01", 30), time(60), false, false);
        meter.take(interval("10:01", 30), time(60), false, false);
        assertThat(meter.now().energyWh()).isEqualTo(50);
    }

    @Test
    void afterARestartIntervalsGoOnFromTheStoredSum() {
        var meter = new SessionMeter(
                session(Protocol.OCPP_16, 0), new Metered(50, 12, Optional.of(7), false), Optional.of(START));
        meter.take(interval("10:00", 30), time(0), false, false);
        meter.take(interval("10:01", 30), time(60), false, false);
        assertThat(meter.now()).isEqualTo(new Metered(80, 12, Optional.of(7), false));
    }

    @Test
    void percentAndPowerStayWhatWasLastTold() {
        var meter = meter(Protocol.OCPP_16, 0, Metered.NOTHING);
        meter.take(reading("a", 10L, null, null, 7200, 12), time(0), false, false);
        meter.take(reading("b", 20L, null, null, null, null), time(1), false, false);
        assertThat(meter.now()).isEqualTo(new Metered(20, 12, Optional.of(7200), false));
    }

    private static SessionMeter meter(Protocol protocol, long meterStart, Metered before) {
        return new SessionMeter(session(protocol, meterStart), before, Optional.empty());
    }

    private static OpenSession session(Protocol protocol, long meterStart) {
        return new OpenSession(4711, 100009, 1, protocol, "alice", meterStart, 333, START, true);
    }

    private static MeterReading register(long wattHours) {
        return reading("k", wattHours, null, null, null, null);
    }

    private static MeterReading interval(String key, long wattHours) {
        return reading(key, null, null, wattHours, null, null);
    }

    private static MeterReading reading(
            String key,
            @Nullable Long register,
            @Nullable Long delivered,
            @Nullable Long interval,
            @Nullable Integer power,
            @Nullable Integer percent) {
        return new MeterReading(START, "t", false, key, register, delivered, interval, power, percent, "{}");
    }

    private static ReadingTime time(long seconds) {
        return new ReadingTime(Optional.of(START.plusSeconds(seconds)), START);
    }
}
