package com.flexicharge.ocpp.handler;

import com.flexicharge.ocpp.message.ChargerTime;
import com.flexicharge.ocpp.message.StatusNotification;
import com.flexicharge.shared.bus.Bus;
import com.flexicharge.shared.contract.charger.ChargerEndpoints;
import com.flexicharge.shared.contract.charger.ConnectorStatus;
import com.flexicharge.shared.contract.charger.StatusReport;
import io.vertx.core.Future;

/** A connector's status changed; connector 0 is the charger (OCPP 1.6 §4.9). */
final class StatusNotificationHandler implements CallHandler<StatusNotification.Request> {
    private final Bus bus;

    StatusNotificationHandler(Bus bus) {
        this.bus = bus;
    }

    @Override
    public Future<Reply> handle(Incoming<StatusNotification.Request> call) {
        call.request()
                .timestamp()
                .flatMap(ChargerTime::instant)
                .ifPresent(time -> call.sender().said(time, call.receivedAt()));
        return bus.ask(ChargerEndpoints.REPORT_STATUS, report(call))
                .map(done -> new Reply(new StatusNotification.Response()));
    }

    private static StatusReport report(Incoming<StatusNotification.Request> call) {
        var request = call.request();
        return new StatusReport(
                call.connectorID(),
                call.connector(request.connectorId()),
                status(request.status()),
                request.errorCode().text(),
                request.info().orElse(null),
                request.vendorId().orElse(null),
                request.vendorErrorCode().orElse(null),
                request.timestamp().flatMap(ChargerTime::instant).orElse(null),
                request.timestamp().map(ChargerTime::raw).orElse(null),
                call.receivedAt(),
                call.sender().epoch());
    }

    private static ConnectorStatus status(StatusNotification.Status status) {
        return switch (status) {
            case AVAILABLE -> ConnectorStatus.AVAILABLE;
            case PREPARING -> ConnectorStatus.PREPARING;
            case CHARGING -> ConnectorStatus.CHARGING;
            case SUSPENDED_EVSE -> ConnectorStatus.SUSPENDED_EVSE;
            case SUSPENDED_EV -> ConnectorStatus.SUSPENDED_EV;
            case FINISHING -> ConnectorStatus.FINISHING;
            case RESERVED -> ConnectorStatus.RESERVED;
            case UNAVAILABLE -> ConnectorStatus.UNAVAILABLE;
            case FAULTED -> ConnectorStatus.FAULTED;
        };
    }
}
