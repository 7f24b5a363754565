package com.flexicharge.shared.contract.account;

import com.flexicharge.shared.bus.Endpoint;
import java.util.List;

/** What every process needs to know of the tokens that people show. */
public interface TokenEndpoints {
    record GetTrustedKeys() {}

    /** @param jwk RFC 7517, public parts only, with a {@code kid} */
    record TrustedKey(String kid, String jwk) {}

    /**
     * Whose tokens are accepted, and by which rules.
     *
     * @param issuer       claim {@code iss}
     * @param audience     what claim {@code aud} or {@code client_id} must hold; empty: neither is looked at
     * @param rolesClaim   where the roles are; dots reach into objects
     * @param adminRole    the role that makes an admin
     * @param accounts     whether the issuer is account-verticle itself, which then is asked whether a token still holds
     */
    record TrustedKeys(
            String issuer,
            String audience,
            String rolesClaim,
            String adminRole,
            boolean accounts,
            List<TrustedKey> keys) {
        public TrustedKeys {
            keys = List.copyOf(keys);
        }
    }

    /** @param version claim {@code ver} of the token */
    record GetStanding(String userID, int version) {}

    /** @param holds false: the account is deleted or disabled, or its password or role has changed since */
    record Standing(boolean holds) {}

    Endpoint<GetTrustedKeys, TrustedKeys> GET_TRUSTED_KEYS =
            Endpoint.of("account.getTrustedKeys", GetTrustedKeys.class, TrustedKeys.class);
    Endpoint<GetStanding, Standing> GET_STANDING =
            Endpoint.of("account.getStanding", GetStanding.class, Standing.class);
}
