package com.flexicharge.shared.trace;

import com.flexicharge.shared.config.Settings;
import java.math.BigDecimal;
import java.net.URI;
import java.util.Optional;

/**
 * Where traces go, under the names that OpenTelemetry gives its settings.
 *
 * @param endpoint    an OTLP/HTTP receiver, without {@code /v1/traces}; empty: nothing is traced
 * @param serviceName as which this server shows there
 * @param ratio       of the traces that begin here, from 0 to 1; what belongs to one follows it
 */
public record TraceConfig(Optional<URI> endpoint, String serviceName, double ratio) {
    public static TraceConfig read(Settings settings) {
        return new TraceConfig(
                settings.optionalUrl("OTEL_EXPORTER_OTLP_ENDPOINT"),
                settings.text("OTEL_SERVICE_NAME", "flexicharge"),
                settings.value("OTEL_TRACES_SAMPLER_ARG", 1.0, "a number from 0 to 1", TraceConfig::ratio));
    }

    private static Optional<Double> ratio(String text) {
        try {
            var number = new BigDecimal(text);
            return number.signum() >= 0 && number.compareTo(BigDecimal.ONE) <= 0
                    ? Optional.of(number.doubleValue())
                    : Optional.empty();
        } catch (NumberFormatException noNumber) {
            return Optional.empty();
        }
    }
}
