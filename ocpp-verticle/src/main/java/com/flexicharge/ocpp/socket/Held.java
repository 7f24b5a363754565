package com.flexicharge.ocpp.socket;

import com.flexicharge.shared.contract.ResourceCount;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** What is in memory for one connection, or for several together. */
public record Held(int connections, int queuedCalls, int pendingCalls, int queuedFrames) {
    static Held sum(Collection<Held> parts) {
        return parts.stream()
                .reduce(
                        new Held(0, 0, 0, 0),
                        (one, other) -> new Held(
                                one.connections + other.connections,
                                one.queuedCalls + other.queuedCalls,
                                one.pendingCalls + other.pendingCalls,
                                one.queuedFrames + other.queuedFrames));
    }

    public ResourceCount count() {
        Map<String, Integer> held = new LinkedHashMap<>();
        held.put("connections", connections);
        held.put("queuedCalls", queuedCalls);
        held.put("pendingCalls", pendingCalls);
        held.put("queuedFrames", queuedFrames);
        return new ResourceCount(held);
    }
}
