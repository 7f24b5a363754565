package com.flexicharge.ocpp.handler;

import com.flexicharge.ocpp.message.ChargerTime;
import com.flexicharge.ocpp.message.Heartbeat;
import io.vertx.core.Future;
import java.time.Clock;

/** A charger is alive and asks the time (OCPP 1.6 §4.6). That it was heard is gathered for all its frames, not here. */
final class HeartbeatHandler implements CallHandler<Heartbeat.Request> {
    private final Clock clock;

    HeartbeatHandler(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Future<Reply> handle(Incoming<Heartbeat.Request> call) {
        return Future.succeededFuture(new Reply(new Heartbeat.Response(ChargerTime.of(clock.instant()))));
    }
}
