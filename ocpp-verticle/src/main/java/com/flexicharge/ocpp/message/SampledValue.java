package com.flexicharge.ocpp.message;

import java.util.Optional;

/** One measured value (OCPP 1.6 §7.43), as sent. */
public record SampledValue(
        String value,
        Optional<Term<ReadingContext>> context,
        Optional<ValueFormat> format,
        Optional<Term<Measurand>> measurand,
        Optional<Phase> phase,
        Optional<Term<MeterLocation>> location,
        Optional<Term<UnitOfMeasure>> unit) {}
