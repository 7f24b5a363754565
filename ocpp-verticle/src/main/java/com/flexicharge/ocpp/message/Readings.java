package com.flexicharge.ocpp.message;

import com.flexicharge.ocpp.frame.Json;
import com.flexicharge.ocpp.message.shape.RecordShape;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Brings measured values to Wh, W and percent. What is not numeric or signed is kept in the raw text and otherwise left alone. */
public final class Readings {
    private static final RecordShape<MeterValue> RAW = RecordShape.of(MeterValue.class);

    private Readings() {}

    /**
     * One reading for each entry, in the order of their times; entries without a usable time come last, in the order sent.
     *
     * @param kWhAsWh this charger labels kWh as Wh
     */
    public static List<Reading> of(List<MeterValue> values, boolean kWhAsWh) {
        return values.stream()
                .sorted(Comparator.comparing(
                        value -> value.timestamp().instant().orElse(Instant.MAX)))
                .map(value -> of(value, kWhAsWh))
                .toList();
    }

    /** Whether the rule for chargers that label kWh as Wh changes anything about them. */
    public static boolean hasWattHours(List<MeterValue> values) {
        return values.stream()
                .flatMap(value -> value.sampledValue().stream())
                .anyMatch(sample -> sample.unit()
                        .map(unit -> unit.is(UnitOfMeasure.WH))
                        .orElse(sample.measurand()
                                .map(term -> term.is(Measurand.ENERGY_ACTIVE_IMPORT_REGISTER))
                                .orElse(true)));
    }

    private static Reading of(MeterValue value, boolean kWhAsWh) {
        var samples = new Samples(value.sampledValue(), kWhAsWh);
        var raw = Json.text(out -> RAW.write(value, out));
        return new Reading(
                value.timestamp(),
                value.sampledValue().stream().anyMatch(Readings::isBoundary),
                samples.of(Measurand.ENERGY_ACTIVE_IMPORT_REGISTER)
                        .flatMap(Decimals::floor)
                        .filter(energy -> energy >= 0),
                Optional.empty(),
                samples.of(Measurand.ENERGY_ACTIVE_IMPORT_INTERVAL)
                        .flatMap(Decimals::floor)
                        .filter(energy -> energy >= 0),
                samples.power().map(power -> clamped(power, Integer.MAX_VALUE)),
                samples.of(Measurand.STATE_OF_CHARGE).map(percent -> clamped(percent, 100)),
                key(value, raw),
                raw);
    }

    private static boolean isBoundary(SampledValue sample) {
        return sample.context()
                .filter(context ->
                        context.is(ReadingContext.TRANSACTION_BEGIN) || context.is(ReadingContext.TRANSACTION_END))
                .isPresent();
    }

    private static int clamped(BigDecimal value, int most) {
        return value.max(BigDecimal.ZERO).min(BigDecimal.valueOf(most)).intValue();
    }

    /** The hash keeps readings of a stopped clock apart: same time, other values. */
    private static String key(MeterValue value, String raw) {
        var context = value.sampledValue().stream()
                .findFirst()
                .flatMap(SampledValue::context)
                .map(Term::text)
                .orElseGet(ReadingContext.SAMPLE_PERIODIC::wire);
        return value.timestamp().raw() + "|" + context + "|" + Integer.toHexString(raw.hashCode());
    }
}
