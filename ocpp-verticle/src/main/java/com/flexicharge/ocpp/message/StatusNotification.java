package com.flexicharge.ocpp.message;

import com.flexicharge.ocpp.message.shape.AtLeast;
import com.flexicharge.ocpp.message.shape.Length;
import java.util.Optional;

/** A connector's status changed; connector 0 is the charger (OCPP 1.6 §4.9). */
public final class StatusNotification {
    private StatusNotification() {}

    public record Request(
            @AtLeast(0) int connectorId,
            Term<ErrorCode> errorCode,
            @Length(50) Optional<String> info,
            Status status,
            Optional<ChargerTime> timestamp,
            @Length(255) Optional<String> vendorId,
            @Length(50) Optional<String> vendorErrorCode)
            implements OcppRequest {}

    public record Response() implements OcppResponse {}

    public enum Status implements Word {
        AVAILABLE,
        PREPARING,
        CHARGING,
        @Spelled("SuspendedEVSE")
        SUSPENDED_EVSE,
        @Spelled("SuspendedEV")
        SUSPENDED_EV,
        FINISHING,
        RESERVED,
        UNAVAILABLE,
        FAULTED
    }

    public enum ErrorCode implements Word {
        CONNECTOR_LOCK_FAILURE,
        @Spelled("EVCommunicationError")
        EV_COMMUNICATION_ERROR,
        GROUND_FAILURE,
        HIGH_TEMPERATURE,
        INTERNAL_ERROR,
        LOCAL_LIST_CONFLICT,
        NO_ERROR,
        OTHER_ERROR,
        OVER_CURRENT_FAILURE,
        OVER_VOLTAGE,
        POWER_METER_FAILURE,
        POWER_SWITCH_FAILURE,
        READER_FAILURE,
        RESET_FAILURE,
        UNDER_VOLTAGE,
        WEAK_SIGNAL
    }
}
