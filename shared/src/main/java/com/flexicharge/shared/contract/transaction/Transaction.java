package com.flexicharge.shared.contract.transaction;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A charging session, from hold to end.
 *
 * @param transactionID   = the OCPP transactionId, positive, never 9999
 * @param userID          absent only for sessions nobody is known for
 * @param meterStart      Wh; absent until started
 * @param energyWh        so far or final, ≥ 0
 * @param percent         last known state of charge, 0…100, 0 if unknown
 * @param pricePerKwhOre  fixed when the row was made
 * @param priceOre        so far or final: (energyWh × pricePerKwhOre + 500) div 1000
 * @param stopReason      OCPP's word as the charger spelled it, or ours: Closed, Superseded, NotCharging, Stale, Lost
 * @param suspect         probably over, no stop seen; or over, with figures or times that cannot be right
 * @param suspectReason   absent unless suspect
 * @param estimated       figures come from the last reading, not from the charger's stop
 * @param serialNumber    a copy of when the row was made, like the charge point's number, name and address
 */
public record Transaction(
        int transactionID,
        TransactionState state,
        int connectorID,
        int connector,
        String serialNumber,
        int chargePointID,
        String chargePointName,
        String address,
        @Nullable String userID,
        @Nullable String idTag,
        @Nullable Instant startAt,
        @Nullable Instant endAt,
        @Nullable Long meterStart,
        @Nullable Long meterStop,
        long energyWh,
        int percent,
        @Nullable Integer powerW,
        int pricePerKwhOre,
        long priceOre,
        @Nullable String stopReason,
        boolean suspect,
        @Nullable SuspectReason suspectReason,
        boolean estimated,
        @Nullable String paymentMethod,
        boolean isPaid,
        @Nullable String paymentID) {
    /** Price of an energy in öre, to the nearest. Fits for energies up to 1 GWh at any price. */
    public static long priceOre(long energyWh, int pricePerKwhOre) {
        return (energyWh * pricePerKwhOre + 500) / 1000;
    }
}
