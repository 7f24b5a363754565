package com.flexicharge.ocpp.handler;

import com.flexicharge.ocpp.frame.Call;
import com.flexicharge.ocpp.message.OcppRequest;
import io.vertx.core.Future;
import java.time.Instant;

/** Where a CALL of one action goes. */
sealed interface Route {
    record Handled<Q extends OcppRequest>(Class<Q> type, CallHandler<Q> handler) implements Route {
        Future<Reply> handle(Sender sender, OcppRequest request, Call call, Instant receivedAt) {
            return handler.handle(new Incoming<>(sender, type.cast(request), call, receivedAt));
        }
    }

    /** @param why follows the action's name in the CALLERROR NotSupported */
    record Unhandled(String why) implements Route {}
}
