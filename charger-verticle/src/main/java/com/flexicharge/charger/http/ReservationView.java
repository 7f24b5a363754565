package com.flexicharge.charger.http;

import com.flexicharge.shared.contract.charger.ReservationEndpoints.Reservation;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A reservation as clients see it.
 *
 * @param startTimestamp epoch s, when it was made
 * @param endTimestamp   epoch s, when it runs out
 * @param transactionID  of the session that used it
 */
record ReservationView(
        int reservationID,
        int connectorID,
        String serialNumber,
        int connector,
        @Nullable String userID,
        String idTag,
        @Nullable String parentIdTag,
        String status,
        Instant expiryDate,
        long startTimestamp,
        long endTimestamp,
        @Nullable Integer transactionID,
        Instant createdAt) {
    static ReservationView of(Reservation reservation) {
        return new ReservationView(
                reservation.reservationID(),
                reservation.connectorID(),
                reservation.serialNumber(),
                reservation.connector(),
                reservation.userID(),
                reservation.idTag(),
                reservation.parentIdTag(),
                reservation.status().name().toLowerCase(Locale.ROOT),
                reservation.expiryAt(),
                reservation.createdAt().getEpochSecond(),
                reservation.expiryAt().getEpochSecond(),
                reservation.transactionID(),
                reservation.createdAt());
    }
}
