package com.flexicharge.ocpp.handler;

import com.flexicharge.ocpp.message.BootNotification;
import com.flexicharge.ocpp.message.ChargerTime;
import com.flexicharge.shared.bus.Bus;
import com.flexicharge.shared.contract.charger.Admission;
import com.flexicharge.shared.contract.charger.ChargerEndpoints;
import com.flexicharge.shared.contract.charger.Registration;
import io.vertx.core.Future;
import java.time.Clock;

/** A charger started (OCPP 1.6 §4.2): what it tells of itself is stored, and the answer says whether it is registered. */
final class BootNotificationHandler implements CallHandler<BootNotification.Request> {
    private final Bus bus;
    private final Clock clock;
    private final int heartbeatIntervalSeconds;

    BootNotificationHandler(Bus bus, Clock clock, int heartbeatIntervalSeconds) {
        this.bus = bus;
        this.clock = clock;
        this.heartbeatIntervalSeconds = heartbeatIntervalSeconds;
    }

    @Override
    public Future<Reply> handle(Incoming<BootNotification.Request> call) {
        return bus.ask(ChargerEndpoints.BOOT, boot(call)).map(booted -> reply(call.sender(), booted));
    }

    private Reply reply(Sender sender, Admission.Booted booted) {
        var response = new BootNotification.Response(
                status(booted.registration()), ChargerTime.of(clock.instant()), heartbeatIntervalSeconds);
        return new Reply(response, () -> sender.booted(booted));
    }

    private static BootNotification.Status status(Registration registration) {
        return switch (registration) {
            case ACCEPTED -> BootNotification.Status.ACCEPTED;
            case PENDING -> BootNotification.Status.PENDING;
            case REJECTED -> BootNotification.Status.REJECTED;
        };
    }

    private static Admission.Boot boot(Incoming<BootNotification.Request> call) {
        var request = call.request();
        return new Admission.Boot(
                call.connectorID(),
                call.sender().epoch(),
                request.chargePointVendor(),
                request.chargePointModel(),
                request.firmwareVersion().orElse(null),
                request.chargePointSerialNumber().orElse(null),
                request.chargeBoxSerialNumber().orElse(null),
                request.iccid().orElse(null),
                request.imsi().orElse(null),
                request.meterType().orElse(null),
                request.meterSerialNumber().orElse(null),
                call.receivedAt());
    }
}
