package com.flexicharge.shared.contract.charger;

import com.flexicharge.shared.bus.Endpoint;
import com.flexicharge.shared.contract.Done;
import java.time.Instant;

/** Credentials as they change on the charger's own word; an operator's change is {@link ChargerEndpoints#SET_CREDENTIALS}. */
public interface CredentialEndpoints {
    /**
     * The charger accepted a new AuthorizationKey: it holds from now on, the old one until the first login with the new, for at
     * most 24 h. Told twice, it changes nothing.
     *
     * @param password as it was sent to the charger, text or hex; never logged
     */
    record PasswordAccepted(int connectorID, String password, Instant at) {
        @Override
        public String toString() {
            return "PasswordAccepted[" + connectorID + "]";
        }
    }

    /** The charger accepted a security profile, 0…3: a lower one is refused from now on. A lower one than before changes nothing. */
    record SecurityProfileAccepted(int connectorID, int securityProfile, Instant at) {}

    Endpoint<PasswordAccepted, Done> PASSWORD_ACCEPTED =
            Endpoint.of("charger.passwordAccepted", PasswordAccepted.class, Done.class);
    Endpoint<SecurityProfileAccepted, Done> SECURITY_PROFILE_ACCEPTED =
            Endpoint.of("charger.securityProfileAccepted", SecurityProfileAccepted.class, Done.class);
}
