package com.flexicharge.ocpp.kit;

import com.flexicharge.ocpp.OcppConfig;
import com.flexicharge.shared.config.Settings;
import java.time.Duration;
import java.util.Map;

/** The defaults, with one thing changed at a time. */
public final class TestConfig {
    private TestConfig() {}

    /** @param namesAndValues environment variables, alternating with their values */
    public static OcppConfig with(Map<String, String> namesAndValues) {
        var settings = Settings.of(namesAndValues);
        return OcppConfig.read(settings);
    }

    public static OcppConfig standard() {
        return with(Map.of());
    }

    public static OcppConfig callTimeout(Duration callTimeout) {
        var base = standard();
        return new OcppConfig(
                base.heartbeatIntervalSeconds(),
                callTimeout,
                base.callQueue(),
                base.unknownChargers(),
                base.requireSubprotocol(),
                base.leastSecurityProfile(),
                base.maxFrameBytes(),
                base.maxFramesPerSecond(),
                base.pingInterval(),
                base.idleTimeout(),
                base.trustProxy(),
                base.bootPatience(),
                base.takeoverDelay(),
                base.commands(),
                base.log());
    }

    public static OcppConfig life(Duration pingInterval, Duration idleTimeout) {
        var base = standard();
        return new OcppConfig(
                base.heartbeatIntervalSeconds(),
                base.callTimeout(),
                base.callQueue(),
                base.unknownChargers(),
                base.requireSubprotocol(),
                base.leastSecurityProfile(),
                base.maxFrameBytes(),
                base.maxFramesPerSecond(),
                pingInterval,
                idleTimeout,
                base.trustProxy(),
                base.bootPatience(),
                base.takeoverDelay(),
                base.commands(),
                base.log());
    }

    public static OcppConfig waits(Duration bootPatience, Duration takeoverDelay) {
        var base = standard();
        return new OcppConfig(
                base.heartbeatIntervalSeconds(),
                base.callTimeout(),
                base.callQueue(),
                base.unknownChargers(),
                base.requireSubprotocol(),
                base.leastSecurityProfile(),
                base.maxFrameBytes(),
                base.maxFramesPerSecond(),
                base.pingInterval(),
                base.idleTimeout(),
                base.trustProxy(),
                bootPatience,
                takeoverDelay,
                base.commands(),
                base.log());
    }
}
