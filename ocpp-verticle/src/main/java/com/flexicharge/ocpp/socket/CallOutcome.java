package com.flexicharge.ocpp.socket;

import com.fasterxml.jackson.databind.JsonNode;
import com.flexicharge.ocpp.message.OcppResponse;

/** What a charger made of one of our CALLs, when it said anything at all. */
public sealed interface CallOutcome {
    /** @param payload the same as it was sent */
    record Answered(OcppResponse response, JsonNode payload) implements CallOutcome {}

    /**
     * @param code    of the CALLERROR, or of what is wrong with an answer that breaks its schema
     * @param details of the CALLERROR, a missing node when none were sent; or where an answer breaks its schema
     * @param payload the answer that breaks its schema; a missing node after a CALLERROR
     */
    record Failed(String code, String description, JsonNode details, JsonNode payload) implements CallOutcome {}
}
