package com.flexicharge.charger;

import com.flexicharge.charger.certificate.AuthorityKeys;
import com.flexicharge.shared.config.Settings;
import java.util.Optional;

/**
 * What the registry is set to.
 *
 * @param remoteWaitMillis how long a person's request waits for the charger
 * @param authority        signs chargers' certificates; empty: none are signed
 */
record ChargerConfig(int remoteWaitMillis, Optional<AuthorityKeys> authority) {
    static ChargerConfig read(Settings settings) {
        return new ChargerConfig(settings.wholeNumber("REMOTE_WAIT_MS", 1000, 0, 60_000), AuthorityKeys.read(settings));
    }
}
