package com.flexicharge.charger;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a socket has to prove to be a charger's.
 *
 * @param passwordHash absent: no password is asked for
 * @param previous     the password before that one, while it still holds
 * @param profile      0…3, the least it is held to; at least what the socket proved that has it now
 * @param names        its identity, and the serial numbers it told of itself when it booted: those its certificate may bear
 */
record Identity(
        int connectorID, @Nullable String passwordHash, Optional<Previous> previous, int profile, List<String> names) {
    record Previous(String passwordHash, Instant validUntil) {}

    Identity {
        names = List.copyOf(names);
    }

    Optional<String> previousHashAt(Instant now) {
        return previous.filter(old -> now.isBefore(old.validUntil())).map(Previous::passwordHash);
    }
}
