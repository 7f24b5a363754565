package com.flexicharge.charger;

import org.jspecify.annotations.Nullable;

/**
 * What a socket has to prove to be a charger's.
 *
 * @param passwordHash absent: nothing is asked
 */
record Identity(int connectorID, @Nullable String passwordHash) {}
