package com.flexicharge.fleet;

import java.util.List;

/** What operators ordered, and what they saw go wrong. */
record Orders(List<Order> orders, List<Violation> violations) {
    static final Orders NONE = new Orders(List.of(), List.of());

    Orders {
        orders = List.copyOf(orders);
        violations = List.copyOf(violations);
    }
}
