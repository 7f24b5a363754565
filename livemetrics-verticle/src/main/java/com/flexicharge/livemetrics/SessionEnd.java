package com.flexicharge.livemetrics;

import com.flexicharge.shared.contract.transaction.Transaction;
import com.flexicharge.shared.contract.transaction.TransactionEndpoints.SessionStopped;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * How a session ended.
 *
 * @param meterStopWh the meter's total
 * @param stopAt      usable time
 */
record SessionEnd(
        int transactionID,
        Place place,
        long meterStopWh,
        long energyWh,
        long priceOre,
        String reason,
        Instant stopAt,
        Instant receivedAt) {
    /** OCPP 1.6 §6.49: a stop without a reason is a local one. */
    private static final String USUAL_REASON = "Local";

    static SessionEnd of(SessionStopped stopped) {
        return new SessionEnd(
                stopped.transactionID(),
                new Place(stopped.connectorID(), stopped.connector()),
                stopped.meterStop(),
                stopped.energyWh(),
                stopped.priceOre(),
                stopped.reason(),
                stopped.stopAt(),
                stopped.receivedAt());
    }

    /** For an end that was not heard of when it happened. */
    static SessionEnd of(Transaction over, Instant now) {
        long meterStart = Optional.ofNullable(over.meterStart()).orElse(0L);
        return new SessionEnd(
                over.transactionID(),
                new Place(over.connectorID(), over.connector()),
                Optional.ofNullable(over.meterStop()).orElse(meterStart + over.energyWh()),
                over.energyWh(),
                over.priceOre(),
                Objects.requireNonNullElse(over.stopReason(), USUAL_REASON),
                Objects.requireNonNullElse(over.endAt(), now),
                now);
    }
}
