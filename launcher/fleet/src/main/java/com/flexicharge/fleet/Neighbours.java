package com.flexicharge.fleet;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;

/** Transaction numbers of a fleet, for chargers that name another's. One a charger. From any thread. */
final class Neighbours {
    private final Map<String, Integer> latest = new ConcurrentHashMap<>();

    void heard(String serial, int transactionID) {
        latest.put(serial, transactionID);
    }

    Optional<Integer> transactionOfAnother(String serial, RandomGenerator random) {
        var others = latest.entrySet().stream()
                .filter(other -> !other.getKey().equals(serial))
                .map(Map.Entry::getValue)
                .toList();
        return others.isEmpty() ? Optional.empty() : Optional.of(others.get(random.nextInt(others.size())));
    }
}
