package com.flexicharge.ocpp.message;

import java.util.Optional;

/** Asks what limits follow from all charging profiles (OCPP 1.6 §5.7). */
public final class GetCompositeSchedule {
    private GetCompositeSchedule() {}

    /** @param duration seconds */
    public record Request(int connectorId, int duration, Optional<ChargingRateUnit> chargingRateUnit)
            implements OcppRequest {}

    public record Response(
            Status status,
            Optional<Integer> connectorId,
            Optional<ChargerTime> scheduleStart,
            Optional<ChargingSchedule> chargingSchedule)
            implements OcppResponse {}

    public enum Status implements Word {
        ACCEPTED,
        REJECTED
    }
}
