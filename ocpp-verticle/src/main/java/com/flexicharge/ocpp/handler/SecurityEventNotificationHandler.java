package com.flexicharge.ocpp.handler;

import com.flexicharge.ocpp.message.SecurityEventNotification;
import com.flexicharge.shared.bus.Bus;
import com.flexicharge.shared.contract.charger.SecurityEventEndpoints;
import com.flexicharge.shared.contract.charger.SecurityEventEndpoints.EventSource;
import com.flexicharge.shared.contract.charger.SecurityEventEndpoints.SecurityEvent;
import io.vertx.core.Future;

/** Something that touches security happened at a charger (security extension §5); it is acknowledged when it is stored. */
final class SecurityEventNotificationHandler implements CallHandler<SecurityEventNotification.Request> {
    private final Bus bus;

    SecurityEventNotificationHandler(Bus bus) {
        this.bus = bus;
    }

    @Override
    public Future<Reply> handle(Incoming<SecurityEventNotification.Request> call) {
        return bus.ask(SecurityEventEndpoints.REPORT_SECURITY_EVENT, event(call))
                .map(done -> new Reply(new SecurityEventNotification.Response()));
    }

    private static SecurityEvent event(Incoming<SecurityEventNotification.Request> call) {
        var request = call.request();
        return new SecurityEvent(
                call.connectorID(),
                request.type(),
                request.techInfo().orElse(null),
                request.timestamp().instant().orElse(null),
                request.timestamp().raw(),
                call.receivedAt(),
                EventSource.CHARGER);
    }
}
