package com.flexicharge.shared.contract.charger;

import com.flexicharge.shared.bus.Endpoint;
import com.flexicharge.shared.contract.Caller;
import com.flexicharge.shared.contract.Done;
import com.flexicharge.shared.contract.PageRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reservations of users and of operators, as they are listed, and those operators ask chargers for. */
public interface ReservationEndpoints {
    enum ReservationStatus {
        REQUESTED,
        ACCEPTED,
        REJECTED,
        USED,
        CANCELLED,
        EXPIRED
    }

    /**
     * An operator's ReserveNow is about to go out. Asked twice for one command, the same reservation is answered. Nothing about
     * the connector or what else is reserved there is checked.
     *
     * @param connector        any, 0 included
     * @param wireReservationID the operator's own number, which goes on the wire; absent: ours does
     */
    record MakeReservation(
            int connectorID,
            int connector,
            String idTag,
            @Nullable String parentIdTag,
            Instant expiryAt,
            @Nullable Integer wireReservationID,
            String commandID,
            Instant at) {}

    /** @param wireReservationID what the charger is to be told */
    record ReservationMade(int reservationID, int wireReservationID) {}

    /** The charger's answer to an operator's ReserveNow; one that was not sent or not answered counts as refused. */
    record ReservationAnswered(int reservationID, boolean accepted, Instant at) {}

    /** The charger accepted CancelReservation for this number on its wire; unknown or over: nothing changes. */
    record ReservationCancelled(int connectorID, int wireReservationID, Instant at) {}

    /**
     * A session began that names this number. The charger's newest open reservation with it becomes used; another charger's never
     * does. None found: nothing changes.
     */
    record UseReservation(int connectorID, long wireReservationID, int transactionID, Instant at) {}

    /**
     * A person reserves a connector, under the tag of their account. Asked again while they hold it: what they hold, unchanged.
     *
     * <p>Refused with {@code NOT_FOUND dbForeignKeyConstraintError} for an unknown charger or connector, {@code CONFLICT
     * tooManyReservations} at the bound of open ones a person may have, and as {@link Holds.PlaceHold} for all else.
     *
     * @param expiryAt in the future
     */
    record ReserveConnector(Caller caller, int connectorID, int connector, Instant expiryAt, int waitMillis) {}

    record GetReservation(int reservationID, Caller caller) {}

    /** A user sees own ones only. Absent filters do not count; {@code userID} of somebody else is refused with notOwner. */
    record SearchReservations(
            Caller caller,
            @Nullable Integer reservationID,
            @Nullable Integer connectorID,
            @Nullable String serialNumber,
            @Nullable Integer connector,
            @Nullable String userID,
            @Nullable String idTag,
            @Nullable ReservationStatus status,
            PageRequest page) {}

    /**
     * Frees it in our books, and tells the charger to, whatever it answers. Refused with {@code CONFLICT reservationUsed} once it
     * was used, {@code TIMED_OUT} when the charger is silent; over already: nothing changes.
     */
    record CancelReservationOf(int reservationID, Caller caller, int waitMillis) {}

    /**
     * @param userID        absent on an operator's
     * @param transactionID that used it; absent: none did
     */
    record Reservation(
            int reservationID,
            int connectorID,
            String serialNumber,
            int connector,
            @Nullable String userID,
            String idTag,
            @Nullable String parentIdTag,
            ReservationStatus status,
            Instant expiryAt,
            @Nullable Integer transactionID,
            Instant createdAt) {}

    record Reservations(List<Reservation> reservations) {
        public Reservations {
            reservations = List.copyOf(reservations);
        }
    }

    Endpoint<MakeReservation, ReservationMade> MAKE_RESERVATION =
            Endpoint.of("charger.makeReservation", MakeReservation.class, ReservationMade.class);
    Endpoint<ReservationAnswered, Done> RESERVATION_ANSWERED =
            Endpoint.of("charger.reservationAnswered", ReservationAnswered.class, Done.class);
    Endpoint<ReservationCancelled, Done> RESERVATION_CANCELLED =
            Endpoint.of("charger.reservationCancelled", ReservationCancelled.class, Done.class);
    Endpoint<UseReservation, Done> USE_RESERVATION =
            Endpoint.of("charger.useReservation", UseReservation.class, Done.class);
    Endpoint<ReserveConnector, Reservation> RESERVE_CONNECTOR = Endpoint.of(
                    "charger.reserveConnector", ReserveConnector.class, Reservation.class)
            .within(Duration.ofSeconds(80));
    Endpoint<GetReservation, Reservation> GET_RESERVATION =
            Endpoint.of("charger.getReservation", GetReservation.class, Reservation.class);
    Endpoint<SearchReservations, Reservations> SEARCH_RESERVATIONS =
            Endpoint.of("charger.searchReservations", SearchReservations.class, Reservations.class);
    Endpoint<CancelReservationOf, Done> CANCEL_RESERVATION = Endpoint.of(
                    "charger.cancelReservation", CancelReservationOf.class, Done.class)
            .within(Duration.ofSeconds(70));
}
