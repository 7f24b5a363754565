package com.flexicharge.livemetrics;

import com.flexicharge.shared.config.Settings;

/**
 * @param dbUpdateIntervalMillis between two stored readings of a session; 0 stores every one
 * @param requireToken           whether a user socket is opened for the token's owner only
 * @param pingIntervalSeconds    of user sockets; 0: none
 * @param keepAliveSeconds       between two signs of life on a stream
 * @param resumeEvents           of a stream that are kept for readers who take it up again
 * @param readingsDays           that readings of sessions that are over are kept; 0: for good
 */
record LivemetricsConfig(
        int dbUpdateIntervalMillis,
        boolean requireToken,
        int pingIntervalSeconds,
        int keepAliveSeconds,
        int resumeEvents,
        int readingsDays) {
    static LivemetricsConfig read(Settings settings) {
        return new LivemetricsConfig(
                settings.wholeNumber("LIVEMETRICS_DB_UPDATE_INTERVAL", 10_000, 0, Integer.MAX_VALUE),
                settings.flag("LIVEMETRICS_AUTH", true),
                settings.wholeNumber("WS_PING_INTERVAL_S", 60, 0, 3_600),
                settings.wholeNumber("LIVEMETRICS_KEEPALIVE_S", 15, 1, 300),
                settings.wholeNumber("LIVEMETRICS_RESUME_EVENTS", 256, 0, 10_000),
                settings.wholeNumber("READINGS_DAYS", 0, 0, 3650));
    }
}
