package com.flexicharge.charger;

import com.flexicharge.charger.certificate.AuthorityKeys;
import com.flexicharge.shared.config.HistoryConfig;
import com.flexicharge.shared.config.Settings;
import java.time.Duration;
import java.util.Optional;

/**
 * What the registry is set to.
 *
 * @param remoteWaitMillis how long a person's request waits for the charger
 * @param hold             of a connector that is reserved until no certain time
 * @param authority        signs chargers' certificates; empty: none are signed
 * @param history          of what chargers reported and did
 */
record ChargerConfig(int remoteWaitMillis, Duration hold, Optional<AuthorityKeys> authority, HistoryConfig history) {
    static ChargerConfig read(Settings settings) {
        return new ChargerConfig(
                settings.wholeNumber("REMOTE_WAIT_MS", 1000, 0, 60_000),
                Duration.ofSeconds(settings.wholeNumber("RESERVATION_S", 300, 10, 86_400)),
                AuthorityKeys.read(settings),
                HistoryConfig.read(settings));
    }
}
