package com.flexicharge.ocpp.handler;

import com.flexicharge.ocpp.frame.Call;
import com.flexicharge.ocpp.message.OcppRequest;
import com.flexicharge.shared.contract.Protocol;
import java.time.Instant;

/**
 * A CALL of a charger whose form is valid.
 *
 * @param receivedAt our time when the whole frame was there
 */
public record Incoming<Q extends OcppRequest>(Sender sender, Q request, Call call, Instant receivedAt) {
    public int connectorID() {
        return sender.connectorID();
    }

    public boolean isFlexiCharge() {
        return sender.protocol() == Protocol.FLEXICHARGE;
    }

    /** The OCPP index to book under: a FlexiCharge charger has one connector, whatever number it sends. */
    public int connector(int asSent) {
        return isFlexiCharge() ? 1 : asSent;
    }
}
