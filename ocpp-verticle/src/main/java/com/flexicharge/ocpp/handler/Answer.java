package com.flexicharge.ocpp.handler;

/**
 * What goes back to the charger for one CALL.
 *
 * @param text       the frame, CALLRESULT or CALLERROR
 * @param afterwards what may only happen when it has left
 */
public record Answer(String text, Runnable afterwards) {
    Answer(String text) {
        this(text, () -> {});
    }
}
