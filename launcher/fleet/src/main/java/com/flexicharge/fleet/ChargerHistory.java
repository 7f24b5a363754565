package com.flexicharge.fleet;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** All that one charger sent and heard. Written on its event loop, read when the fleet has settled. */
public final class ChargerHistory {
    enum Count {
        SOCKETS,
        SENT,
        REPEATED,
        ACKNOWLEDGED,
        ERRORS,
        UNANSWERED,
        CALLED
    }

    final String serial;
    final List<Charge> charges = new ArrayList<>();
    final List<Aside> asides = new ArrayList<>();
    final List<Violation> violations = new ArrayList<>();
    final Map<Count, Long> counts = new EnumMap<>(Count.class);
    final Map<String, Long> errorCodes = new TreeMap<>();

    /** How often each operator's marker came by. */
    final Map<String, Integer> markers = new HashMap<>();

    boolean connectedAtTheEnd;

    ChargerHistory(String serial) {
        this.serial = serial;
    }

    void count(Count what) {
        counts.merge(what, 1L, Long::sum);
    }

    long counted(Count what) {
        return counts.getOrDefault(what, 0L);
    }

    void refused(String code) {
        count(Count.ERRORS);
        errorCodes.merge(code, 1L, Long::sum);
    }

    /** A charger may send it again for ever, or give it up: either way money is lost. */
    void refusedStorable(String action, String code) {
        violated(
                Violation.Promised.NOTHING_DROPPED,
                "got CALLERROR " + code + " to a " + action + " that can be stored");
    }

    void violated(Violation.Promised promise, String what) {
        violations.add(new Violation(promise, serial + " " + what));
    }
}
