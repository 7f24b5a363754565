package com.flexicharge.ocpp.message;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The numeric values of one time, asked by what they measure. OCPP's defaults: energy register, Wh, outlet (OCPP 1.6 §7.43). */
final class Samples {
    private static final BigDecimal KILO = BigDecimal.valueOf(1_000);

    /** Of the whole (sum or single phase), as opposed to between two phases or on the neutral. */
    private static final Set<Phase> PER_PHASE =
            Set.of(Phase.L1, Phase.L2, Phase.L3, Phase.L1_N, Phase.L2_N, Phase.L3_N);

    private final List<SampledValue> samples;
    private final boolean kWhAsWh;

    Samples(List<SampledValue> samples, boolean kWhAsWh) {
        this.samples = samples;
        this.kWhAsWh = kWhAsWh;
    }

    /** In base units (Wh, W, V, A): the value without a phase, else the sum over the phases. */
    Optional<BigDecimal> of(Measurand measurand) {
        var whole = measured(measurand).stream()
                .filter(sample -> sample.phase().isEmpty())
                .reduce((earlier, later) -> later)
                .flatMap(this::number);
        return whole.isPresent() ? whole : sumOverPhases(measurand);
    }

    /** As measured, else voltage × current, phase by phase where both have phases. */
    Optional<BigDecimal> power() {
        var measured = of(Measurand.POWER_ACTIVE_IMPORT);
        if (measured.isPresent()) {
            return measured;
        }
        var voltage = measured(Measurand.VOLTAGE);
        return measured(Measurand.CURRENT_IMPORT).stream()
                .flatMap(current ->
                        voltageFor(current, voltage)
                                .flatMap(volts -> number(current).map(volts::multiply))
                                .stream())
                .reduce(BigDecimal::add);
    }

    private Optional<BigDecimal> voltageFor(SampledValue current, List<SampledValue> voltage) {
        return voltage.stream()
                .filter(volts ->
                        line(volts).equals(line(current)) || volts.phase().isEmpty())
                .findFirst()
                .flatMap(this::number);
    }

    /** L1 for L1 and L1-N alike; empty for values without a phase. */
    private static String line(SampledValue sample) {
        return sample.phase()
                .map(phase -> PER_PHASE.contains(phase) ? phase.wire().substring(0, 2) : phase.wire())
                .orElse("");
    }

    private Optional<BigDecimal> sumOverPhases(Measurand measurand) {
        return measured(measurand).stream()
                .filter(sample -> sample.phase().filter(PER_PHASE::contains).isPresent())
                .flatMap(sample -> number(sample).stream())
                .reduce(BigDecimal::add);
    }

    /** Those at the outlet, where the car is; those of other places only if there are none. */
    private List<SampledValue> measured(Measurand measurand) {
        var all = samples.stream()
                .filter(sample -> measures(sample, measurand))
                .filter(sample -> number(sample).isPresent());
        var everywhere = all.toList();
        var atOutlet = everywhere.stream().filter(Samples::isAtOutlet).toList();
        return atOutlet.isEmpty() ? everywhere : atOutlet;
    }

    private static boolean measures(SampledValue sample, Measurand measurand) {
        return sample.measurand()
                .map(term -> term.is(measurand))
                .orElse(measurand == Measurand.ENERGY_ACTIVE_IMPORT_REGISTER);
    }

    private static boolean isAtOutlet(SampledValue sample) {
        return sample.location()
                .map(location -> location.is(MeterLocation.OUTLET))
                .orElse(true);
    }

    private Optional<BigDecimal> number(SampledValue sample) {
        if (sample.format().filter(ValueFormat.SIGNED_DATA::equals).isPresent()) {
            return Optional.empty();
        }
        return Decimals.parse(sample.value())
                .filter(number -> Decimals.floor(number).isPresent())
                .map(number -> isKilo(sample) ? number.multiply(KILO) : number);
    }

    private boolean isKilo(SampledValue sample) {
        return sample.unit()
                .map(unit -> unit.is(UnitOfMeasure.KWH)
                        || unit.is(UnitOfMeasure.KW)
                        || (kWhAsWh && unit.is(UnitOfMeasure.WH)))
                .orElse(kWhAsWh && measures(sample, Measurand.ENERGY_ACTIVE_IMPORT_REGISTER));
    }
}
