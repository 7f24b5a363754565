package com.flexicharge.ocpp.dialect;

import com.flexicharge.ocpp.message.Measurand;
import com.flexicharge.ocpp.message.SampledValue;
import com.flexicharge.ocpp.message.Term;
import com.flexicharge.ocpp.message.UnitOfMeasure;
import java.math.BigDecimal;
import java.util.Optional;

/** Turns a bare number of the FlexiCharge dialect into OCPP's sampled value. */
final class Sampled {
    private Sampled() {}

    static SampledValue of(BigDecimal value, Measurand measurand, UnitOfMeasure unit) {
        return new SampledValue(
                value.toString(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(Term.of(measurand)),
                Optional.empty(),
                Optional.empty(),
                Optional.of(Term.of(unit)));
    }
}
