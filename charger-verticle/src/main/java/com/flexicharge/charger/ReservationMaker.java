package com.flexicharge.charger;

import com.flexicharge.charger.reservation.ReservationService;
import com.flexicharge.shared.bus.Bus;
import com.flexicharge.shared.contract.Reason;
import com.flexicharge.shared.contract.Refusal;
import com.flexicharge.shared.contract.charger.Charger;
import com.flexicharge.shared.contract.charger.ChargerEndpoints.GetCharger;
import com.flexicharge.shared.contract.charger.Holds.PlaceHold;
import com.flexicharge.shared.contract.charger.Registration;
import com.flexicharge.shared.contract.charger.ReservationEndpoints.GetReservation;
import com.flexicharge.shared.contract.charger.ReservationEndpoints.Reservation;
import com.flexicharge.shared.contract.charger.ReservationEndpoints.ReserveConnector;
import com.flexicharge.shared.contract.transaction.TransactionEndpoints;
import com.flexicharge.shared.contract.transaction.TransactionEndpoints.ClearReservation;
import com.flexicharge.shared.contract.transaction.TransactionEndpoints.ReservationCleared;
import io.vertx.core.Future;

/**
 * A person reserves a connector for later. Who charges there now is asked of those who know; who holds it is decided by the same key in
 * the same books as the holds of sessions.
 */
final class ReservationMaker {
    private final ChargerDirectory directory;
    private final HoldService holds;
    private final ReservationService reservations;
    private final Bus bus;

    ReservationMaker(ChargerDirectory directory, HoldService holds, ReservationService reservations, Bus bus) {
        this.directory = directory;
        this.holds = holds;
        this.reservations = reservations;
        this.bus = bus;
    }

    Future<Reservation> reserve(ReserveConnector ask) {
        var userID = ask.caller().userID();
        return offered(ask)
                .compose(charger -> bus.ask(
                        TransactionEndpoints.CLEAR_RESERVATION,
                        new ClearReservation(userID, ask.connectorID(), ask.connector())))
                .compose(cleared -> holds.place(hold(ask, cleared)))
                .compose(held -> reservations.get(new GetReservation(held.reservationID(), ask.caller())));
    }

    private Future<Charger> offered(ReserveConnector ask) {
        var unknown = HoldService.noSuchConnector(ask.connectorID(), ask.connector());
        return directory
                .get(new GetCharger(ask.connectorID()))
                .recover(failure -> Future.failedFuture(isNotFound(failure) ? unknown : failure))
                .compose(charger -> charger.hidden() || charger.registration() != Registration.ACCEPTED
                        ? Future.failedFuture(unknown)
                        : Future.succeededFuture(charger));
    }

    private static boolean isNotFound(Throwable failure) {
        return failure instanceof Refusal refusal && refusal.reason() == Reason.NOT_FOUND;
    }

    private static PlaceHold hold(ReserveConnector ask, ReservationCleared cleared) {
        return new PlaceHold(
                ask.connectorID(),
                ask.connector(),
                ask.caller().userID(),
                cleared.idTag(),
                cleared.parentIdTag(),
                ask.expiryAt(),
                null,
                ask.waitMillis());
    }
}
