package com.flexicharge.transaction;

import com.flexicharge.shared.contract.livemetrics.LatestReading;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Newest readings of some sessions, as far as livemetrics-verticle knew them.
 *
 * @param asked   the sessions it was asked about
 * @param known   false: it did not answer, so that nothing is known of any of them
 * @param latest  of those that have one
 */
record Readings(Set<Integer> asked, boolean known, Map<Integer, LatestReading> latest) {
    static final Readings NONE = new Readings(Set.of(), true, Map.of());

    Readings {
        asked = Set.copyOf(asked);
        latest = Map.copyOf(latest);
    }

    Optional<LatestReading> of(int transactionID) {
        return Optional.ofNullable(latest.get(transactionID));
    }

    /** Those of the sessions nobody asked about yet. */
    List<Integer> missing(List<Session> sessions) {
        return sessions.stream()
                .map(Session::transactionID)
                .filter(id -> !asked.contains(id))
                .toList();
    }
}
