package com.flexicharge.transaction.http;

import com.flexicharge.shared.contract.transaction.SuspectReason;
import com.flexicharge.shared.contract.transaction.Transaction;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A transaction as HTTP clients get it. Every number is a whole one and {@code currentChargePercentage} is never null: two apps
 * decode strictly. The price per kWh goes by both spellings that apps read.
 *
 * @param startTimestamp epoch seconds, as {@code endTimestamp}
 * @param kwhTransferred whole kWh, rounded down
 */
record TransactionView(
        int transactionID,
        String state,
        int connectorID,
        int connector,
        String serialNumber,
        int chargePointID,
        String chargePointName,
        String address,
        @Nullable String userID,
        @Nullable String idTag,
        @Nullable Long startTimestamp,
        @Nullable Long endTimestamp,
        @Nullable Long meterStart,
        @Nullable Long meterStop,
        long energyWh,
        long kwhTransferred,
        int currentChargePercentage,
        @Nullable Integer chargingPowerW,
        int pricePerKwh,
        int pricePerKWh,
        long price,
        int discount,
        String currency,
        @Nullable String stopReason,
        boolean suspect,
        @Nullable String suspectReason,
        boolean estimated,
        @Nullable String paymentMethod,
        boolean isPaid,
        @Nullable String paymentID) {

    static TransactionView of(Transaction transaction) {
        return new TransactionView(
                transaction.transactionID(),
                transaction.state().word(),
                transaction.connectorID(),
                transaction.connector(),
                transaction.serialNumber(),
                transaction.chargePointID(),
                transaction.chargePointName(),
                transaction.address(),
                transaction.userID(),
                transaction.idTag(),
                seconds(transaction.startAt()),
                seconds(transaction.endAt()),
                transaction.meterStart(),
                transaction.meterStop(),
                transaction.energyWh(),
                transaction.energyWh() / 1000,
                transaction.percent(),
                transaction.powerW(),
                transaction.pricePerKwhOre(),
                transaction.pricePerKwhOre(),
                transaction.priceOre(),
                0,
                "SEK",
                transaction.stopReason(),
                transaction.suspect(),
                word(transaction.suspectReason()),
                transaction.estimated(),
                transaction.paymentMethod(),
                transaction.isPaid(),
                transaction.paymentID());
    }

    private static @Nullable String word(@Nullable SuspectReason reason) {
        return reason == null ? null : reason.word();
    }

    private static @Nullable Long seconds(@Nullable Instant instant) {
        return instant == null ? null : instant.getEpochSecond();
    }
}
