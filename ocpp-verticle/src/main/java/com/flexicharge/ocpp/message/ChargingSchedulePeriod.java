package com.flexicharge.ocpp.message;

import com.flexicharge.ocpp.message.shape.Fraction;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * A limit from one moment on (OCPP 1.6 §7.14).
 *
 * @param startPeriod seconds after the schedule's start
 * @param limit       in the schedule's unit
 */
public record ChargingSchedulePeriod(
        int startPeriod, @Fraction(1) BigDecimal limit, Optional<Integer> numberPhases) {}
