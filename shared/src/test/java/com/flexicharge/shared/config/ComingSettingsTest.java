package com.flexicharge.shared.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComingSettingsTest {

    @ParameterizedTest
    @CsvSource({"CLUSTER, 1, or 0", "METRICS_PORT, 9090,"})
    void switchingOnWhatIsNotBuiltIsAFault(String name, String value, String or) {
        var off = or == null ? "" : " " + or;

        assertThatThrownBy(Settings.of(Map.of(name, value))::check)
                .hasMessage("The configuration is not complete:\n  " + name
                        + "  is not built yet in this version; leave it empty" + off);
    }

    @Test
    void offAndEmptyAreFine() {
        var settings = Settings.of(Map.ofEntries(Map.entry("CLUSTER", "0"), Map.entry("METRICS_PORT", "")));

        assertThatCode(settings::check).doesNotThrowAnyException();
        assertThat(settings.warnings()).isEmpty();
    }
}
