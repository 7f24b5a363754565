package com.flexicharge.ocpp.message.shape;

import com.flexicharge.ocpp.frame.Deviation;
import com.flexicharge.ocpp.frame.ErrorCode;
import com.flexicharge.ocpp.frame.Fault;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One walk through one payload: where it is, what it tolerates, and the fault to answer, which is the first by its code's order. */
final class Check {
    private final Set<Deviation> tolerated;
    private final Set<Deviation> met = EnumSet.noneOf(Deviation.class);
    private final Deque<Object> path = new ArrayDeque<>();
    private final boolean ofAnswer;
    private @Nullable Fault fault;

    Check(Set<Deviation> tolerated, boolean ofAnswer) {
        this.tolerated = tolerated;
        this.ofAnswer = ofAnswer;
    }

    /** Whether the payload answers a CALL: losing it for a detail would lose what was asked for. */
    boolean isOfAnswer() {
        return ofAnswer;
    }

    /** Whether the charger is allowed this deviation; if so, it is counted. */
    boolean tolerates(Deviation deviation) {
        if (!tolerated.contains(deviation)) {
            return false;
        }
        met.add(deviation);
        return true;
    }

    /** A deviation every charger is allowed is counted all the same. */
    void notice(Deviation deviation) {
        met.add(deviation);
    }

    /** Goes into a member by its name, or into an entry by its index. */
    void enter(Object step) {
        path.addLast(step);
    }

    void leave() {
        path.removeLast();
    }

    /** @param problem what follows the member's name: "is missing" */
    void note(ErrorCode code, String problem) {
        if (fault == null || code.comesBefore(fault.code())) {
            fault = new Fault(code, name() + " " + problem, pointer());
        }
    }

    /** A payload that is no object breaks the message's form; a member that is none has the wrong type. */
    void noteNoObject() {
        note(path.isEmpty() ? ErrorCode.FORMATION_VIOLATION : ErrorCode.TYPE_CONSTRAINT_VIOLATION, "must be an object");
    }

    boolean failed() {
        return fault != null;
    }

    Optional<Fault> fault() {
        return Optional.ofNullable(fault);
    }

    List<Deviation> met() {
        return new ArrayList<>(met);
    }

    private String name() {
        var name = new StringBuilder();
        for (var step : path) {
            if (step instanceof Integer index) {
                name.append('[').append(index).append(']');
            } else {
                name.append(name.isEmpty() ? "" : ".").append(step);
            }
        }
        return name.isEmpty() ? "The payload" : name.toString();
    }

    /** RFC 6901: {@code ~} and {@code /} in names are escaped. */
    private String pointer() {
        var pointer = new StringBuilder();
        for (var step : path) {
            pointer.append('/').append(step.toString().replace("~", "~0").replace("/", "~1"));
        }
        return pointer.toString();
    }
}
