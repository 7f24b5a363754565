package com.flexicharge.ocpp.message;

import com.flexicharge.ocpp.message.shape.AtLeast;
import com.flexicharge.ocpp.message.shape.Length;
import com.flexicharge.ocpp.message.shape.Required;
import java.util.Optional;

/** Charging began (OCPP 1.6 §4.8). */
public final class StartTransaction {
    private StartTransaction() {}

    /**
     * @param idTag      absent on FlexiCharge: the session is matched by connection
     * @param meterStart Wh; absent when a FlexiCharge charger gave none that can be used: the service estimates
     */
    public record Request(
            @AtLeast(0) int connectorId,
            @Required @Length(20) Optional<String> idTag,
            @Required Optional<Long> meterStart,
            Optional<Long> reservationId,
            ChargerTime timestamp)
            implements OcppRequest {}

    /**
     * @param idTagInfo     absent on FlexiCharge, where every start is welcome
     * @param transactionId ours, above 0
     */
    public record Response(
            @Required Optional<IdTagInfo> idTagInfo,
            @AtLeast(1) long transactionId) implements OcppResponse {}
}
