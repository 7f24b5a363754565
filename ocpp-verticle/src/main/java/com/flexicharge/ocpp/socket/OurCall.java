package com.flexicharge.ocpp.socket;

import com.flexicharge.ocpp.message.Action;
import com.flexicharge.shared.trace.Span;
import io.vertx.core.Promise;
import java.util.function.Consumer;

/**
 * One of our CALLs, waiting or on the wire.
 *
 * @param text    the frame
 * @param first   goes before all that waits
 * @param forWhom what it is sent for, where that is traced
 * @param outcome told to whoever asked; may be complete before the CALL is over, when the asker would wait no longer
 * @param late    told an answer that comes when the CALL is over
 */
record OurCall(
        String id,
        Action action,
        String text,
        boolean first,
        Span forWhom,
        Promise<CallOutcome> outcome,
        Consumer<CallOutcome> late) {
    OurCall(String id, Action action, String text, boolean first, Span forWhom, Promise<CallOutcome> outcome) {
        this(id, action, text, first, forWhom, outcome, tooLate -> {});
    }

    /** Without its text, which may hold a password. */
    @Override
    public String toString() {
        return "OurCall[" + action + " " + id + "]";
    }
}
