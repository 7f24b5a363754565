package com.flexicharge.livemetrics;

import com.flexicharge.shared.config.Settings;

/**
 * @param dbUpdateIntervalMillis between two stored readings of a session; 0 stores every one
 * @param requireToken           whether a user socket is opened for the token's owner only
 * @param pingIntervalSeconds    of user sockets; 0: none
 */
record LivemetricsConfig(int dbUpdateIntervalMillis, boolean requireToken, int pingIntervalSeconds) {
    static LivemetricsConfig read(Settings settings) {
        return new LivemetricsConfig(
                settings.wholeNumber("LIVEMETRICS_DB_UPDATE_INTERVAL", 10_000, 0, Integer.MAX_VALUE),
                settings.flag("LIVEMETRICS_AUTH", true),
                settings.wholeNumber("WS_PING_INTERVAL_S", 60, 0, 3_600));
    }
}
