package com.flexicharge.fleet;

import java.util.List;

/**
 * What was done over HTTP, and what was seen to go wrong there.
 *
 * @param refusals how often a stranger was sent away
 */
record Deeds(List<Order> orders, long refusals, List<Violation> violations) {
    static final Deeds NONE = new Deeds(List.of(), 0, List.of());

    Deeds {
        orders = List.copyOf(orders);
        violations = List.copyOf(violations);
    }
}
