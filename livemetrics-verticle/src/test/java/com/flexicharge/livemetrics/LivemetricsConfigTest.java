package com.flexicharge.livemetrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.flexicharge.shared.config.ConfigurationException;
import com.flexicharge.shared.config.Settings;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LivemetricsConfigTest {
    @Test
    void withoutSettingsReadingsAreStoredEveryTenSecondsAndTokensAskedFor() {
        assertThat(LivemetricsConfig.read(Settings.of(Map.of())))
                .isEqualTo(new LivemetricsConfig(10_000, true, 60, 15, 256, 0));
    }

    @Test
    void everySettingIsRead() {
        var settings = Settings.of(Map.of(
                "LIVEMETRICS_DB_UPDATE_INTERVAL", "0",
                "LIVEMETRICS_AUTH", "0",
                "WS_PING_INTERVAL_S", "0",
                "LIVEMETRICS_KEEPALIVE_S", "5",
                "LIVEMETRICS_RESUME_EVENTS", "0",
                "READINGS_DAYS", "3650"));
        assertThat(LivemetricsConfig.read(settings)).isEqualTo(new LivemetricsConfig(0, false, 0, 5, 0, 3650));
    }

    @Test
    void anIntervalWithAUnitIsNamedAsAFault() {
        var settings = Settings.of(Map.of("LIVEMETRICS_DB_UPDATE_INTERVAL", "10s"));
        LivemetricsConfig.read(settings);
        assertThatThrownBy(settings::check)
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("LIVEMETRICS_DB_UPDATE_INTERVAL  must be a whole number from 0 up, is \"10s\"");
    }
}
