package com.flexicharge.ocpp.socket;

import com.flexicharge.ocpp.message.OcppResponse;

/** What a charger made of one of our CALLs, when it said anything at all. */
public sealed interface CallOutcome {
    record Answered(OcppResponse response) implements CallOutcome {}

    /** @param code of the CALLERROR, or of what is wrong with an answer that breaks its schema */
    record Failed(String code) implements CallOutcome {}
}
