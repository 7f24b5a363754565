package com.flexicharge.ocpp.handler;

import com.flexicharge.ocpp.message.OcppResponse;

/**
 * The answer to a CALL.
 *
 * @param afterwards what may only happen when the answer has left
 */
public record Reply(OcppResponse response, Runnable afterwards) {
    public Reply(OcppResponse response) {
        this(response, () -> {});
    }
}
