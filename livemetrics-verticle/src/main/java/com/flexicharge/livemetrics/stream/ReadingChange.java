package com.flexicharge.livemetrics.stream;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Of a session's figures those that a reading changed; absent ones are as they were. Names and units are those of {@link SessionView}. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ReadingChange(
        Instant readingAt,
        @Nullable Integer currentChargePercentage,
        @Nullable Integer chargingPowerW,
        @Nullable Long energyWh,
        @Nullable Long kwhTransferred,
        @Nullable Long price) {
    static ReadingChange between(SessionView before, SessionView after, Instant readingAt) {
        return new ReadingChange(
                readingAt,
                changed(before.currentChargePercentage(), after.currentChargePercentage()),
                changed(before.chargingPowerW(), after.chargingPowerW()),
                changed(before.energyWh(), after.energyWh()),
                changed(before.kwhTransferred(), after.kwhTransferred()),
                changed(before.price(), after.price()));
    }

    ReadingChange then(ReadingChange newer) {
        return new ReadingChange(
                newer.readingAt,
                newest(newer.currentChargePercentage, currentChargePercentage),
                newest(newer.chargingPowerW, chargingPowerW),
                newest(newer.energyWh, energyWh),
                newest(newer.kwhTransferred, kwhTransferred),
                newest(newer.price, price));
    }

    private static <T> @Nullable T changed(@Nullable T before, @Nullable T after) {
        return after == null || after.equals(before) ? null : after;
    }

    private static <T> @Nullable T newest(@Nullable T newer, @Nullable T older) {
        return newer == null ? older : newer;
    }
}
