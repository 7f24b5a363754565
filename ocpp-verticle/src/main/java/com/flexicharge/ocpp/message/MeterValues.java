package com.flexicharge.ocpp.message;

import com.flexicharge.ocpp.message.shape.AtLeast;
import java.util.List;
import java.util.Optional;

/** What a charger measured (OCPP 1.6 §4.7). */
public final class MeterValues {
    private MeterValues() {}

    /** @param transactionId any 64-bit number, as some chargers send −1; absent: the transaction open on the connector */
    public record Request(
            @AtLeast(0) int connectorId,
            Optional<Long> transactionId,
            @AtLeast(1) List<MeterValue> meterValue) implements OcppRequest {
        public Request {
            meterValue = List.copyOf(meterValue);
        }
    }

    public record Response() implements OcppResponse {}
}
