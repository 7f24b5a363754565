package com.flexicharge.ocpp.message;

import com.flexicharge.ocpp.message.shape.Length;
import com.flexicharge.ocpp.message.shape.Required;
import java.util.List;
import java.util.Optional;

/** Charging ended (OCPP 1.6 §4.10). */
public final class StopTransaction {
    private StopTransaction() {}

    /**
     * @param meterStop     Wh; absent when a FlexiCharge charger gave none that can be used: the service estimates
     * @param transactionId any 64-bit number, as some chargers send −1; absent on FlexiCharge: the open one of the connection
     * @param reason        absent means Local
     */
    public record Request(
            @Length(20) Optional<String> idTag,
            @Required Optional<Long> meterStop,
            ChargerTime timestamp,
            @Required Optional<Long> transactionId,
            Optional<Term<Reason>> reason,
            Optional<List<MeterValue>> transactionData)
            implements OcppRequest {
        public Request {
            transactionData = transactionData.map(List::copyOf);
        }
    }

    public record Response(Optional<IdTagInfo> idTagInfo) implements OcppResponse {}

    public enum Reason implements Word {
        DE_AUTHORIZED,
        EMERGENCY_STOP,
        @Spelled("EVDisconnected")
        EV_DISCONNECTED,
        HARD_RESET,
        LOCAL,
        OTHER,
        POWER_LOSS,
        REBOOT,
        REMOTE,
        SOFT_RESET,
        UNLOCK_COMMAND
    }
}
