package com.flexicharge.ocpp.handler;

import com.flexicharge.ocpp.frame.Deviation;
import java.util.List;

/**
 * What goes back to the charger for one CALL.
 *
 * @param text       the frame, CALLRESULT or CALLERROR
 * @param afterwards what may only happen when it has left
 * @param deviations in which the CALL's payload differed from OCPP and was understood, or not
 */
public record Answer(String text, Runnable afterwards, List<Deviation> deviations) {
    public Answer {
        deviations = List.copyOf(deviations);
    }

    Answer(String text) {
        this(text, () -> {}, List.of());
    }

    Answer having(List<Deviation> met) {
        return new Answer(text, afterwards, met);
    }
}
