package com.flexicharge.ocpp.log;

import com.flexicharge.shared.config.Settings;
import java.time.Duration;
import java.time.Period;

/**
 * What is kept of the traffic with chargers.
 *
 * @param messages  frames are kept; connections always are
 * @param retention of both, in whole days (UTC) before today
 * @param interval  how long a frame may wait for others to be written with
 */
public record LogConfig(boolean messages, Period retention, Duration interval) {
    private static final Duration INTERVAL = Duration.ofMillis(200);

    public static LogConfig read(Settings settings) {
        return new LogConfig(
                settings.flag("OCPP_MESSAGE_LOG", true),
                Period.ofDays(settings.wholeNumber("OCPP_MESSAGE_LOG_DAYS", 30, 1, 3650)),
                INTERVAL);
    }
}
