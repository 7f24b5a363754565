package com.flexicharge.ocpp.message;

import java.util.Optional;

/** Asks a charger to send a message now (OCPP 1.6 §5.17). */
public final class TriggerMessage {
    private TriggerMessage() {}

    public record Request(MessageTrigger requestedMessage, Optional<Integer> connectorId) implements OcppRequest {}

    public record Response(Status status) implements OcppResponse {}

    public enum MessageTrigger implements Word {
        BOOT_NOTIFICATION,
        DIAGNOSTICS_STATUS_NOTIFICATION,
        FIRMWARE_STATUS_NOTIFICATION,
        HEARTBEAT,
        METER_VALUES,
        STATUS_NOTIFICATION
    }

    public enum Status implements Word {
        ACCEPTED,
        REJECTED,
        NOT_IMPLEMENTED
    }
}
