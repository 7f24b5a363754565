package com.flexicharge.ocpp.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import com.flexicharge.ocpp.frame.Deviation;
import com.flexicharge.ocpp.message.ChargerTime;
import com.flexicharge.ocpp.message.Measurand;
import com.flexicharge.ocpp.message.MeterValue;
import com.flexicharge.ocpp.message.Parsed;
import com.flexicharge.ocpp.message.SampledValue;
import com.flexicharge.ocpp.message.UnitOfMeasure;
import com.flexicharge.ocpp.message.Words;
import com.flexicharge.ocpp.message.shape.RecordShape;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The readings of a FlexiCharge charger: {@code values.{chargingPercent,chargingPower,chargedSoFar}}, each {@code {value,unit,
 * measurand}} or a bare number. What a value is, its name says; how the measurand is spelled only tells whether the energy is the
 * meter's total or that of the session. OCPP's own form is read too.
 */
final class FlexiChargeMeterValues {
    private static final RecordShape<MeterValue> STANDARD = RecordShape.of(MeterValue.class);

    private final Members message;
    private final Set<Deviation> met;

    FlexiChargeMeterValues(Members message, Set<Deviation> met) {
        this.message = message;
        this.met = met;
    }

    /** At least one entry; it may lack every value, which then keep their last. */
    List<MeterValue> read(ChargerTime timestamp) {
        var values = message.find("values");
        if (values.isPresent()) {
            met.add(Deviation.OWN_METER_VALUES);
            return List.of(new MeterValue(timestamp, own(new Members(values.get()))));
        }
        var standard =
                message.find("meterValue").map(FlexiChargeMeterValues::standard).orElse(List.of());
        return standard.isEmpty() ? List.of(new MeterValue(timestamp, List.of())) : standard;
    }

    private static List<MeterValue> standard(JsonNode entries) {
        return StreamSupport.stream(entries.spliterator(), false)
                .map(entry -> RecordShape.<MeterValue>parse(STANDARD, entry, EnumSet.allOf(Deviation.class)))
                .flatMap(parsed ->
                        parsed instanceof Parsed.Valid<MeterValue> valid ? Stream.of(valid.value()) : Stream.empty())
                .toList();
    }

    private List<SampledValue> own(Members values) {
        var percent = sample(values, "chargingPercent", Measurand.STATE_OF_CHARGE, UnitOfMeasure.PERCENT);
        var power = sample(values, "chargingPower", Measurand.POWER_ACTIVE_IMPORT, UnitOfMeasure.W);
        var energy = sample(values, "chargedSoFar", energyMeasurand(values), UnitOfMeasure.WH);
        return Stream.of(percent, power, energy).flatMap(Optional::stream).toList();
    }

    private Optional<SampledValue> sample(Members values, String name, Measurand measurand, UnitOfMeasure usual) {
        return values.find(name).flatMap(value -> {
            noteSpelling(value);
            var number = Members.number(value.isObject() ? value.path("value") : value);
            return number.map(any -> Sampled.of(any, measurand, unit(value, usual)));
        });
    }

    private static UnitOfMeasure unit(JsonNode value, UnitOfMeasure usual) {
        var unit = Words.of(UnitOfMeasure.class, value.path("unit").asText(""));
        return unit.filter(any -> any == UnitOfMeasure.KW || any == UnitOfMeasure.KWH)
                .orElse(usual);
    }

    /** {@code ….Interval} counts what was delivered in this session, anything else is the meter's total. */
    private static Measurand energyMeasurand(Members values) {
        var spelled = values.find("chargedSoFar")
                .map(value -> value.path("measurand").asText(""))
                .orElse("");
        return spelled.endsWith(".Interval")
                ? Measurand.ENERGY_ACTIVE_IMPORT_INTERVAL
                : Measurand.ENERGY_ACTIVE_IMPORT_REGISTER;
    }

    private void noteSpelling(JsonNode value) {
        var measurand = value.path("measurand");
        if (measurand.isTextual()
                && Words.of(Measurand.class, measurand.textValue()).isEmpty()) {
            met.add(Deviation.MEASURAND_SPELLING);
        }
    }
}
