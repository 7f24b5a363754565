package com.flexicharge.ocpp;

import com.flexicharge.ocpp.log.LogConfig;
import com.flexicharge.shared.config.Settings;
import java.time.Duration;

/**
 * How sockets of chargers behave.
 *
 * @param heartbeatIntervalSeconds what a strict charger is told when it boots
 * @param callTimeout              how long one of our CALLs may stay unanswered before the next one goes out
 * @param callQueue                our CALLs that may wait for one charger
 * @param unknownChargers          what becomes of a strict charger that nobody registered
 * @param requireSubprotocol       a strict charger must offer {@code ocpp1.6}
 * @param leastSecurityProfile     0…3, what a strict charger must prove at least; a charger of its own may be held to more
 * @param maxFrameBytes            of a message, its frames together, inflated
 * @param maxFramesPerSecond       of one charger; what is above is read later
 * @param pingInterval             zero: no pings
 * @param idleTimeout              zero: silence is never the end
 * @param trustProxy               X-Forwarded-For says where a charger is
 * @param bootPatience             how long a reconnected charger may be silent before our CALLs go out all the same
 * @param takeoverDelay            how long a socket waits that replaces another for more than the fifth time in a minute
 * @param commands                 what operators ask of chargers
 * @param log                      what is kept of the traffic with chargers
 */
public record OcppConfig(
        int heartbeatIntervalSeconds,
        Duration callTimeout,
        int callQueue,
        UnknownChargers unknownChargers,
        boolean requireSubprotocol,
        int leastSecurityProfile,
        int maxFrameBytes,
        int maxFramesPerSecond,
        Duration pingInterval,
        Duration idleTimeout,
        boolean trustProxy,
        Duration bootPatience,
        Duration takeoverDelay,
        CommandConfig commands,
        LogConfig log) {
    private static final Duration BOOT_PATIENCE = Duration.ofSeconds(5);
    private static final Duration TAKEOVER_DELAY = Duration.ofSeconds(10);
    private static final String MIN_SECURITY_PROFILE = "OCPP_MIN_SECURITY_PROFILE";
    private static final String IDLE_TIMEOUT = "WS_IDLE_TIMEOUT_S";

    public static OcppConfig read(Settings settings) {
        var pingSeconds = settings.wholeNumber("WS_PING_INTERVAL_S", 60, 0, 3600);
        return new OcppConfig(
                settings.wholeNumber("OCPP_HEARTBEAT_INTERVAL", 300, 10, 86_400),
                Duration.ofMillis(settings.wholeNumber("OCPP_CALL_TIMEOUT_MS", 30_000, 100, 600_000)),
                settings.wholeNumber("OCPP_CALL_QUEUE", 32, 1, 1000),
                settings.choice("OCPP_UNKNOWN_CHARGERS", UnknownChargers.REJECT),
                settings.flag("OCPP_REQUIRE_SUBPROTOCOL", true),
                leastSecurityProfile(settings),
                settings.wholeNumber("OCPP_MAX_FRAME_BYTES", 1 << 20, 4096, 64 << 20),
                settings.wholeNumber("OCPP_MAX_FRAMES_PER_S", 100, 1, 10_000),
                Duration.ofSeconds(pingSeconds),
                Duration.ofSeconds(idleSeconds(settings, pingSeconds)),
                settings.flag("TRUST_PROXY", false),
                BOOT_PATIENCE,
                TAKEOVER_DELAY,
                CommandConfig.read(settings),
                LogConfig.read(settings));
    }

    /** What becomes of a strict charger that nobody registered. */
    public enum UnknownChargers {
        REJECT,
        /** It is registered as it connects, as a charger like any other. */
        ACCEPT,
        /** It is registered as it connects, and may do nothing until an operator accepts it. */
        PENDING
    }

    /** Profiles 2 and 3 are TLS, 3 with certificates of chargers: without them nobody could come in at all. */
    private static int leastSecurityProfile(Settings settings) {
        var profile = settings.wholeNumber(MIN_SECURITY_PROFILE, 0, 0, 3);
        if (profile >= 2 && !settings.isSet("SOCKET_TLS_PORT")) {
            settings.fault(
                    MIN_SECURITY_PROFILE, "is " + profile + ", which is TLS; set SOCKET_TLS_PORT too, or 0 or 1 here");
        }
        if (profile == 3 && !settings.isSet("TLS_CLIENT_CA")) {
            settings.fault(
                    MIN_SECURITY_PROFILE,
                    "is 3, which is certificates of chargers; set TLS_CLIENT_CA too, or at most 2 here");
        }
        return profile;
    }

    private static int idleSeconds(Settings settings, int pingSeconds) {
        var idleSeconds = settings.wholeNumber(IDLE_TIMEOUT, 180, 0, 86_400);
        if (idleSeconds > 0 && idleSeconds <= pingSeconds) {
            settings.fault(IDLE_TIMEOUT, "must be more than WS_PING_INTERVAL_S (" + pingSeconds + "), or 0");
        }
        return idleSeconds;
    }
}
