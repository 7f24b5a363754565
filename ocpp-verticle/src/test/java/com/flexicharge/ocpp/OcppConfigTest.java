package com.flexicharge.ocpp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.flexicharge.ocpp.OcppConfig.UnknownChargers;
import com.flexicharge.ocpp.log.LogConfig;
import com.flexicharge.shared.config.ConfigurationException;
import com.flexicharge.shared.config.HistoryConfig;
import com.flexicharge.shared.config.Settings;
import java.time.Duration;
import java.time.Period;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OcppConfigTest {
    @Test
    void theDefaultsAreTheDocumentedOnes() {
        var settings = Settings.of(Map.of());

        assertThat(OcppConfig.read(settings))
                .isEqualTo(new OcppConfig(
                        300,
                        Duration.ofSeconds(30),
                        32,
                        UnknownChargers.REJECT,
                        true,
                        0,
                        1_048_576,
                        100,
                        Duration.ofSeconds(60),
                        Duration.ofSeconds(180),
                        false,
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(10),
                        new CommandConfig(1000, Duration.ofSeconds(120), false, new HistoryConfig(Period.ofDays(365))),
                        new LogConfig(true, Period.ofDays(30), Duration.ofMillis(200))));
        settings.check();
    }

    @Test
    void everyVariableIsRead() {
        var settings = Settings.of(Map.ofEntries(
                Map.entry("OCPP_HEARTBEAT_INTERVAL", "10"),
                Map.entry("OCPP_CALL_TIMEOUT_MS", "100"),
                Map.entry("OCPP_CALL_QUEUE", "1"),
                Map.entry("OCPP_UNKNOWN_CHARGERS", "accept"),
                Map.entry("OCPP_REQUIRE_SUBPROTOCOL", "0"),
                Map.entry("OCPP_MIN_SECURITY_PROFILE", "1"),
                Map.entry("OCPP_MAX_FRAME_BYTES", "4096"),
                Map.entry("OCPP_MAX_FRAMES_PER_S", "1"),
                Map.entry("REMOTE_WAIT_MS", "0"),
                Map.entry("START_TIMEOUT_S", "5"),
                Map.entry("OCPP_GET_CONFIGURATION_ON_BOOT", "1"),
                Map.entry("WS_PING_INTERVAL_S", "0"),
                Map.entry("WS_IDLE_TIMEOUT_S", "0"),
                Map.entry("TRUST_PROXY", "1"),
                Map.entry("OCPP_MESSAGE_LOG", "0"),
                Map.entry("OCPP_MESSAGE_LOG_DAYS", "7"),
                Map.entry("HISTORY_DAYS", "90")));

        assertThat(OcppConfig.read(settings))
                .isEqualTo(new OcppConfig(
                        10,
                        Duration.ofMillis(100),
                        1,
                        UnknownChargers.ACCEPT,
                        false,
                        1,
                        4096,
                        1,
                        Duration.ZERO,
                        Duration.ZERO,
                        true,
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(10),
                        new CommandConfig(0, Duration.ofSeconds(5), true, new HistoryConfig(Period.ofDays(90))),
                        new LogConfig(false, Period.ofDays(7), Duration.ofMillis(200))));
        settings.check();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "WS_IDLE_TIMEOUT_S | 60 | must be more than WS_PING_INTERVAL_S (60), or 0",
                "OCPP_MIN_SECURITY_PROFILE | 2 | is 2, which is TLS; set SOCKET_TLS_PORT too, or 0 or 1 here",
                "OCPP_MIN_SECURITY_PROFILE | 3 | is 3, which is TLS; set SOCKET_TLS_PORT too, or 0 or 1 here",
                "OCPP_MIN_SECURITY_PROFILE | 3 | is 3, which is certificates of chargers; set TLS_CLIENT_CA too, or at most 2 here",
                "OCPP_MIN_SECURITY_PROFILE | 4 | must be a whole number from 0 to 3",
                "OCPP_UNKNOWN_CHARGERS | maybe | must be one of",
                "OCPP_CALL_QUEUE | 0 | must be a whole number from 1 to 1000"
            })
    void whatCannotWorkIsAFault(String name, String value, String reason) {
        var settings = Settings.of(Map.of(name, value));
        OcppConfig.read(settings);

        assertThatThrownBy(settings::check)
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(name)
                .hasMessageContaining(reason);
    }
}
