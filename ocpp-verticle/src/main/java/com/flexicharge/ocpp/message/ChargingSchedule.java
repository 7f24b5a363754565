package com.flexicharge.ocpp.message;

import com.flexicharge.ocpp.message.shape.Fraction;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * Limits over time (OCPP 1.6 §7.13).
 *
 * @param duration seconds
 */
public record ChargingSchedule(
        Optional<Integer> duration,
        Optional<ChargerTime> startSchedule,
        ChargingRateUnit chargingRateUnit,
        List<ChargingSchedulePeriod> chargingSchedulePeriod,
        @Fraction(1) Optional<BigDecimal> minChargingRate) {
    public ChargingSchedule {
        chargingSchedulePeriod = List.copyOf(chargingSchedulePeriod);
    }
}
