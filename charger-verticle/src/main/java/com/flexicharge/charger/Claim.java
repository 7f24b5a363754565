package com.flexicharge.charger;

import com.flexicharge.shared.contract.Protocol;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A socket's wish to be a charger's only one.
 *
 * @param passwordHash that was checked: when the charger has another one by now, the claim fails
 */
record Claim(int connectorID, @Nullable String passwordHash, String node, Protocol protocol, Instant at) {}
