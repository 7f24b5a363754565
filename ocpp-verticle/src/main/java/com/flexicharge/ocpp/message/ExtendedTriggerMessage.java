package com.flexicharge.ocpp.message;

import java.util.Optional;

/** Asks a charger to send a message now, those of the security extension included (security extension §5). */
public final class ExtendedTriggerMessage {
    private ExtendedTriggerMessage() {}

    public record Request(MessageTrigger requestedMessage, Optional<Integer> connectorId) implements OcppRequest {}

    public record Response(Status status) implements OcppResponse {}

    public enum MessageTrigger implements Word {
        BOOT_NOTIFICATION,
        LOG_STATUS_NOTIFICATION,
        FIRMWARE_STATUS_NOTIFICATION,
        HEARTBEAT,
        METER_VALUES,
        SIGN_CHARGE_POINT_CERTIFICATE,
        STATUS_NOTIFICATION
    }

    public enum Status implements Word {
        ACCEPTED,
        REJECTED,
        NOT_IMPLEMENTED
    }
}
