package com.flexicharge.livemetrics.stream;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.flexicharge.shared.contract.livemetrics.LatestReading;
import com.flexicharge.shared.contract.transaction.Transaction;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A session as its watchers see it: the figures of GET /transactions/{id}, by the same names.
 *
 * @param startTimestamp epoch seconds, as {@code endTimestamp}
 * @param kwhTransferred whole kWh, rounded down
 * @param pricePerKwh    öre
 * @param price          öre, so far or final
 * @param readingAt      of the newest reading; absent before the first
 * @param stopReason     of a session that is over
 */
record SessionView(
        int transactionID,
        String state,
        int connectorID,
        @Nullable Long startTimestamp,
        @Nullable Long endTimestamp,
        int currentChargePercentage,
        @Nullable Integer chargingPowerW,
        long energyWh,
        long kwhTransferred,
        int pricePerKwh,
        long price,
        @Nullable Instant readingAt,
        boolean suspect,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String stopReason) {

    static SessionView of(Transaction transaction) {
        return new SessionView(
                transaction.transactionID(),
                transaction.state().word(),
                transaction.connectorID(),
                seconds(transaction.startAt()),
                seconds(transaction.endAt()),
                transaction.percent(),
                transaction.powerW(),
                transaction.energyWh(),
                transaction.energyWh() / 1000,
                transaction.pricePerKwhOre(),
                transaction.priceOre(),
                null,
                transaction.suspect(),
                transaction.stopReason());
    }

    /** Energy does not fall while a session runs; what is told of it may overtake each other. */
    SessionView with(LatestReading reading) {
        long energy = Math.max(energyWh, reading.energyWh());
        return new SessionView(
                transactionID,
                state,
                connectorID,
                startTimestamp,
                endTimestamp,
                reading.percent(),
                reading.powerW(),
                energy,
                energy / 1000,
                pricePerKwh,
                Transaction.priceOre(energy, pricePerKwh),
                at(reading),
                suspect || reading.suspect(),
                stopReason);
    }

    /** By the charger's clock where that can be used. */
    static Instant at(LatestReading reading) {
        var taken = reading.readingAt();
        return taken == null ? reading.receivedAt() : taken;
    }

    /** How the session stands by its books, with the figures that are shown already where those are newer. */
    SessionView inState(SessionView booked) {
        return new SessionView(
                transactionID,
                booked.state,
                booked.connectorID,
                booked.startTimestamp,
                booked.endTimestamp,
                currentChargePercentage,
                chargingPowerW,
                energyWh,
                kwhTransferred,
                pricePerKwh,
                price,
                readingAt,
                booked.suspect,
                booked.stopReason);
    }

    SessionView readAt(@Nullable Instant at) {
        return new SessionView(
                transactionID,
                state,
                connectorID,
                startTimestamp,
                endTimestamp,
                currentChargePercentage,
                chargingPowerW,
                energyWh,
                kwhTransferred,
                pricePerKwh,
                price,
                at,
                suspect,
                stopReason);
    }

    private static @Nullable Long seconds(@Nullable Instant instant) {
        return instant == null ? null : instant.getEpochSecond();
    }
}
