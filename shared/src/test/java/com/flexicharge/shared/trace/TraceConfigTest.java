package com.flexicharge.shared.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.flexicharge.shared.config.ConfigurationException;
import com.flexicharge.shared.config.Settings;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceConfigTest {
    private static final TraceConfig UNSET = new TraceConfig(Optional.empty(), "flexicharge", 1);

    @Test
    void readsTheNamesOfOpenTelemetry() {
        assertThat(TraceConfig.read(Settings.of(Map.of()))).isEqualTo(UNSET);
        assertThat(TraceConfig.read(Settings.of(Map.of(
                        "OTEL_EXPORTER_OTLP_ENDPOINT",
                        "http://collector:4318",
                        "OTEL_SERVICE_NAME",
                        "north",
                        "OTEL_TRACES_SAMPLER_ARG",
                        "0.25"))))
                .isEqualTo(new TraceConfig(Optional.of(URI.create("http://collector:4318")), "north", 0.25));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.01", "-0.1", "all", "1e", "NaN"})
    void aPartThatIsNoneIsAFault(String ratio) {
        var settings = Settings.of(Map.of("OTEL_TRACES_SAMPLER_ARG", ratio));
        TraceConfig.read(settings);

        assertThatThrownBy(settings::check)
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("OTEL_TRACES_SAMPLER_ARG  must be a number from 0 to 1, is \"" + ratio + "\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"collector:4318", "grpc://collector:4317", "http://collector:4318/", "http://"})
    void aReceiverThatIsNoUrlIsAFault(String endpoint) {
        var settings = Settings.of(Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", endpoint));
        TraceConfig.read(settings);

        assertThatThrownBy(settings::check)
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("OTEL_EXPORTER_OTLP_ENDPOINT  must be a URL like ");
    }

    @Test
    void withoutAReceiverThereIsNothingOfIt() {
        var traces = Traces.open(UNSET, "here");
        var vertx = traces.in(Vertx.builder()).build();

        assertThat(traces).isSameAs(Traces.OFF);
        assertThat(((VertxInternal) vertx).tracer()).isNull();
        assertThat(Traces.of(vertx)).isSameAs(Traces.OFF);
        assertThat(traces.asked("anything")).isSameAs(Span.NONE);
        assertThat(traces.close(vertx).succeeded()).isTrue();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
