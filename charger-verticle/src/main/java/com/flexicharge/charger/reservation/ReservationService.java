package com.flexicharge.charger.reservation;

import com.flexicharge.charger.Refusals;
import com.flexicharge.shared.contract.Caller;
import com.flexicharge.shared.contract.Done;
import com.flexicharge.shared.contract.Reason;
import com.flexicharge.shared.contract.Refusal;
import com.flexicharge.shared.contract.charger.ReservationEndpoints.GetReservation;
import com.flexicharge.shared.contract.charger.ReservationEndpoints.MakeReservation;
import com.flexicharge.shared.contract.charger.ReservationEndpoints.Reservation;
import com.flexicharge.shared.contract.charger.ReservationEndpoints.ReservationAnswered;
import com.flexicharge.shared.contract.charger.ReservationEndpoints.ReservationCancelled;
import com.flexicharge.shared.contract.charger.ReservationEndpoints.ReservationMade;
import com.flexicharge.shared.contract.charger.ReservationEndpoints.Reservations;
import com.flexicharge.shared.contract.charger.ReservationEndpoints.SearchReservations;
import com.flexicharge.shared.contract.charger.ReservationEndpoints.UseReservation;
import io.vertx.core.Future;

/**
 * The books of reservations: what operators' commands and chargers do to them, and who sees them. Everything told here may be told
 * twice.
 */
public final class ReservationService {
    private final ReservationRepository reservations;

    public ReservationService(ReservationRepository reservations) {
        this.reservations = reservations;
    }

    public Future<ReservationMade> make(MakeReservation wanted) {
        return reservations
                .make(wanted)
                .compose(made -> made.map(Future::succeededFuture)
                        .orElseGet(() -> Future.failedFuture(Refusals.chargerNotFound())));
    }

    public Future<Done> answered(ReservationAnswered answer) {
        return reservations.answered(answer).map(Done.DONE);
    }

    public Future<Done> cancelled(ReservationCancelled cancelled) {
        return reservations.cancelled(cancelled).map(Done.DONE);
    }

    /** A charger may name any number; beyond 32 bits none is a reservation's. */
    public Future<Done> used(UseReservation use) {
        var wireNumber = (int) use.wireReservationID();
        return wireNumber == use.wireReservationID()
                ? reservations.used(use, wireNumber).map(Done.DONE)
                : Future.succeededFuture(Done.DONE);
    }

    public Future<Reservation> get(GetReservation ask) {
        return owned(ask.reservationID(), ask.caller()).map(StoredReservation::shown);
    }

    public Future<Reservations> search(SearchReservations ask) {
        var caller = ask.caller();
        if (caller.isAdmin()) {
            return reservations.search(ask).map(Reservations::new);
        }
        if (ask.userID() != null && !caller.userID().equals(ask.userID())) {
            return Future.failedFuture(notOwner());
        }
        return reservations.search(ownOnly(ask)).map(Reservations::new);
    }

    /** Fails with NOT_FOUND, or FORBIDDEN for somebody else's. */
    Future<StoredReservation> owned(int reservationID, Caller caller) {
        return reservations.find(reservationID).compose(found -> {
            if (found.isEmpty()) {
                return Future.failedFuture(
                        Refusal.of(Reason.NOT_FOUND, "reservationNotFound", "There is no such reservation."));
            }
            return found.get().isOwnedBy(caller)
                    ? Future.succeededFuture(found.get())
                    : Future.failedFuture(notOwner());
        });
    }

    private static SearchReservations ownOnly(SearchReservations ask) {
        return new SearchReservations(
                ask.caller(),
                ask.reservationID(),
                ask.connectorID(),
                ask.serialNumber(),
                ask.connector(),
                ask.caller().userID(),
                ask.idTag(),
                ask.status(),
                ask.page());
    }

    private static Refusal notOwner() {
        return Refusal.of(Reason.FORBIDDEN, "notOwner", "This belongs to somebody else.");
    }
}
