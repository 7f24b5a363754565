package com.flexicharge.ocpp.handler;

import com.flexicharge.ocpp.message.OcppRequest;
import io.vertx.core.Future;

/** Handles one action of chargers: OCPP to contract and back. It keeps nothing and runs on the event loop of the connection. */
@FunctionalInterface
public interface CallHandler<Q extends OcppRequest> {
    /**
     * @return the answer, when everything it acknowledges is stored; failed with a {@link
     *     com.flexicharge.shared.contract.Refusal} when it is not, which becomes a CALLERROR
     */
    Future<Reply> handle(Incoming<Q> call);
}
