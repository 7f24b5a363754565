package com.flexicharge.charger;

import com.flexicharge.shared.config.Settings;

/** @param remoteWaitMillis how long a person's request waits for the charger */
record ChargerConfig(int remoteWaitMillis) {
    static ChargerConfig read(Settings settings) {
        return new ChargerConfig(settings.wholeNumber("REMOTE_WAIT_MS", 1000, 0, 60_000));
    }
}
