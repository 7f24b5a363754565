package com.flexicharge.charger;

import com.flexicharge.charger.Proof.By;
import com.flexicharge.shared.contract.Protocol;
import com.flexicharge.shared.contract.charger.Admission.Admit;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A socket's wish to be a charger's only one. When the charger has other credentials by now than those that were checked, or is
 * held to a higher profile than was proved, it fails.
 *
 * @param passwordHash that the charger had
 * @param previousHash the one that was presented; absent: another, or none
 * @param endsPrevious the latest password was presented, so the one before it ends
 */
record Claim(
        int connectorID,
        @Nullable String passwordHash,
        @Nullable String previousHash,
        boolean endsPrevious,
        int securityProfile,
        String node,
        Protocol protocol,
        Instant at) {
    static Claim of(Admit ask, Identity identity, Proof proof) {
        return new Claim(
                identity.connectorID(),
                identity.passwordHash(),
                proof.by() == By.PREVIOUS_PASSWORD
                        ? identity.previous()
                                .map(Identity.Previous::passwordHash)
                                .orElse(null)
                        : null,
                proof.by() == By.PASSWORD,
                proof.securityProfile(),
                ask.node(),
                ask.protocol(),
                ask.at());
    }
}
