package com.flexicharge.shared.contract;

import java.util.Map;

/**
 * What a verticle still holds in memory for somebody who has left; for the self-test's leak tests.
 *
 * @param held how many of each kind, like {@code connections}, {@code pendingCalls}
 */
public record ResourceCount(Map<String, Integer> held) {
    public ResourceCount {
        held = Map.copyOf(held);
    }

    public boolean isNothing() {
        return held.values().stream().allMatch(count -> count == 0);
    }
}
