package com.flexicharge.ocpp;

import com.flexicharge.shared.config.HistoryConfig;
import com.flexicharge.shared.config.Settings;
import java.time.Duration;

/**
 * How operators' commands are waited for.
 *
 * @param waitMillis            an HTTP request that does not say how long waits so long for the charger's answer
 * @param startTimeout          a remote start or stop without a session that begins or ends in that time had no effect
 * @param getConfigurationOnBoot a charger that has booted is asked for its configuration
 * @param history               of commands that are over
 */
public record CommandConfig(
        int waitMillis, Duration startTimeout, boolean getConfigurationOnBoot, HistoryConfig history) {
    static CommandConfig read(Settings settings) {
        return new CommandConfig(
                settings.wholeNumber("REMOTE_WAIT_MS", 1000, 0, 60_000),
                Duration.ofSeconds(settings.wholeNumber("START_TIMEOUT_S", 120, 5, 3_600)),
                settings.flag("OCPP_GET_CONFIGURATION_ON_BOOT", false),
                HistoryConfig.read(settings));
    }
}
