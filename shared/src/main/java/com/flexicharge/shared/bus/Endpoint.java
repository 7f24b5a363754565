package com.flexicharge.shared.bus;

import java.time.Duration;

/**
 * An address where one request is answered by one answer. "Find usages" on the constant shows who asks and who answers.
 *
 * @param address  on the event bus; for people who read traffic
 * @param asks     the request record
 * @param answers  the answer record
 * @param deadline after it the asker gets a refusal {@code TIMED_OUT}; what was asked may still happen, so it must be
 *                 harmless to ask again
 * @param actsOnCharger a repetition would reach a charger a second time, so the bus makes none
 */
public record Endpoint<Q extends Record, A extends Record>(
        String address, Class<Q> asks, Class<A> answers, Duration deadline, boolean actsOnCharger) {
    /** Long enough for a slow database, short enough for a person who waits. */
    public static final Duration USUAL_DEADLINE = Duration.ofSeconds(10);

    private static final String NODE = "@";

    public static <Q extends Record, A extends Record> Endpoint<Q, A> of(
            String address, Class<Q> asks, Class<A> answers) {
        return new Endpoint<>(address, asks, answers, USUAL_DEADLINE, false);
    }

    public Endpoint<Q, A> within(Duration otherDeadline) {
        return new Endpoint<>(address, asks, answers, otherDeadline, actsOnCharger);
    }

    /** Of all nodes alike. */
    String name() {
        int node = address.indexOf(NODE);
        return node < 0 ? address : address.substring(0, node);
    }

    /** The same endpoint on one node only: the number of such addresses grows with nodes, not with chargers. */
    public Endpoint<Q, A> at(String node) {
        return new Endpoint<>(address + NODE + node, asks, answers, deadline, actsOnCharger);
    }

    public Endpoint<Q, A> onCharger() {
        return new Endpoint<>(address, asks, answers, deadline, true);
    }
}
